using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Net.Http.Headers;
using NetEscapades.AspNetCore.SecurityHeaders;
using Portal.Core.Updates.Pictures;
using Portal.Web.Infrastructure;
using Portal.Web.Live;

namespace Portal.Web.Features.Updates;

/// <summary>
/// The pictures of updates, each in two sizes. What is at an address never changes, yet it may be withdrawn: so what everybody may see is
/// kept for ten minutes by whoever keeps pages, not for a year. Who may not see a picture gets the same answer as where there is none.
/// </summary>
[AllowAnonymous]
public sealed class PicturesController(PictureQueries pictures, UpdateReader reader) : Controller
{
    private const int Kept = 10 * 60;

    /// <summary>The large one.</summary>
    [HttpGet("/pictures/{id:guid}/large.jpg")]
    [OutputCache(PolicyName = LiveTags.Updates)]
    [SecurityHeadersPolicy(SecurityHeaders.Picture)]
    public Task<IActionResult> Large(Guid id, CancellationToken ct) => ShowAsync(id, small: false, ct);

    /// <summary>The small one.</summary>
    [HttpGet("/pictures/{id:guid}/small.jpg")]
    [OutputCache(PolicyName = LiveTags.Updates)]
    [SecurityHeadersPolicy(SecurityHeaders.Picture)]
    public Task<IActionResult> Small(Guid id, CancellationToken ct) => ShowAsync(id, small: true, ct);

    private async Task<IActionResult> ShowAsync(Guid id, bool small, CancellationToken ct)
    {
        if (await pictures.ReadAsync(id, small, reader.Id, ct) is not { } picture)
        {
            return NotFound();
        }

        // An answer to somebody we know may renew their cookie, so it is never for a shelf that others read from.
        Response.Headers.CacheControl = !picture.IsPublic ? "private, no-store" : reader.HasJoined ? $"private, max-age={Kept}" : $"public, max-age={Kept}";
        return File(picture.Jpeg, "image/jpeg", lastModified: null, new EntityTagHeaderValue($"\"{id:N}-{(small ? "s" : "l")}\""));
    }
}
