using Microsoft.AspNetCore.Http.Features;

namespace Portal.Web.Infrastructure;

/// <summary>
/// Refuses with a page what cannot be read as a form: NUL, broken escapes, too many or too long fields. The framework
/// throws for some of these, which would be an error of ours and is not.
/// </summary>
public sealed class UnreadableForms(RequestDelegate next)
{
    /// <summary>Reads the form, then goes on.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Request.HasFormContentType && !await IsReadableAsync(context))
        {
            // The page that says so must not stumble over the same form.
            context.Features.Set<IFormFeature>(new FormFeature(FormCollection.Empty));
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        await next(context);
    }

    private static async Task<bool> IsReadableAsync(HttpContext context)
    {
        try
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            return !form.Any(field => HasNul(field.Key) || field.Value.Any(HasNul));
        }
        catch (Exception fault) when (fault is InvalidDataException or InvalidOperationException or NotSupportedException or ArgumentException or IOException)
        {
            return false;
        }
    }

    // PostgreSQL keeps no NUL in a text, and nobody types one.
    private static bool HasNul(string? text) => text?.Contains('\0', StringComparison.Ordinal) == true;
}
