using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Portal.Core.Shifts.Files;

namespace Portal.Web.Features.Organise.Import;

/// <summary>
/// Sends whoever uploads far more than a file may have to a page that says so. Runs before anything reads the form, the
/// token against forged requests included, and lets the bytes run out unread, since browsers show no answer while they still send.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TooBigIsToldUnreadAttribute(string address) : Attribute, IAsyncAuthorizationFilter, IOrderedFilter
{
    // The file with what multipart and the packed copy add; what lies between is told by the length of the file.
    private const long MostSent = 3L * ShiftFile.MostBytes;

    // Nobody waits for more than this to run out: then the connection is closed.
    private const long MostDrained = 256L * 1024 * 1024;

    /// <summary>Where the page is that says so.</summary>
    public string Address { get; } = address;

    /// <inheritdoc/>
    public int Order => int.MinValue;

    /// <inheritdoc/>
    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var request = context.HttpContext.Request;
        if (request.ContentLength is not > MostSent)
        {
            return;
        }

        context.Result = new RedirectResult(Address);
        if (request.ContentLength <= MostDrained)
        {
            if (context.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            {
                limit.MaxRequestBodySize = MostDrained;
            }

            await request.Body.CopyToAsync(Stream.Null, context.HttpContext.RequestAborted);
        }
    }
}
