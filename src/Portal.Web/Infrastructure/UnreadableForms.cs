using Microsoft.AspNetCore.Http.Features;

namespace Portal.Web.Infrastructure;

/// <summary>
/// Refuses with a page what cannot be read as a form: NUL, broken escapes, too many or too long fields, more bytes than the server takes. The framework
/// throws for some of these, which would be an error of ours and is not.
/// </summary>
public sealed class UnreadableForms(RequestDelegate next)
{
    /// <summary>Reads the form, then goes on.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Request.HasFormContentType && await FaultOfAsync(context) is { } status)
        {
            // The page that says so must not stumble over the same form.
            context.Features.Set<IFormFeature>(new FormFeature(FormCollection.Empty));
            context.Response.StatusCode = status;
            return;
        }

        await next(context);
    }

    private static async Task<int?> FaultOfAsync(HttpContext context)
    {
        try
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            return form.Any(field => HasNul(field.Key) || field.Value.Any(HasNul)) ? StatusCodes.Status400BadRequest : null;
        }
        catch (BadHttpRequestException fault) when (fault.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return fault.StatusCode;
        }
        catch (Exception fault) when (fault is InvalidDataException or InvalidOperationException or NotSupportedException or ArgumentException or IOException)
        {
            return StatusCodes.Status400BadRequest;
        }
    }

    // PostgreSQL keeps no NUL in a text, and nobody types one.
    private static bool HasNul(string? text) => text?.Contains('\0', StringComparison.Ordinal) == true;
}
