using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Updates;

namespace Portal.Web.Live;

/// <summary>For readers who noticed a gap, and for those whose network lets no WebSocket through.</summary>
[AllowAnonymous]
public sealed class LiveController(FrameQueries frames, LivePerson people) : Controller
{
    /// <summary>What came after a number: <c>{frames, more, head}</c>, or <c>{reset: true, head}</c>. A channel that is not open to the reader is not found.</summary>
    [HttpGet("/live/{channel}")]
    [ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
    public async Task<IActionResult> After(string channel, [FromQuery] long after, CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return BadRequest();
        }

        var reader = await people.ReadAsync(User, ct);
        return reader.MayRead(channel) ? Json(await frames.ReadAsync(channel, after, ct)) : NotFound();
    }
}
