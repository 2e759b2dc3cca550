using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Bookings.Parties;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Features.Shifts;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Parties;

/// <summary>What a group's link leads to. Opening it shows the group and its shifts, as far as the reader may see them; only the button claims a place.</summary>
[Authorize(Policies.SignedIn)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class JoinPartyController(PartyClaims claims, CurrentViewer current, Phrasebook texts) : Controller
{
    /// <summary>Shows the group, also to those who have no account yet.</summary>
    [HttpGet(GroupAddress.Pattern)]
    [AllowAnonymous]
    public async Task<IActionResult> Show(string token, [FromServices] PartyQueries queries, [FromServices] ShiftReader reader, CancellationToken ct)
    {
        if (await queries.InvitationAsync(token, await reader.PersonAsync(ct), ct) is not { } invitation)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
            return View("Gone");
        }

        return View("Join", new JoinPartyModel(invitation, GroupAddress.Of(token), current.Value is not null));
    }

    /// <summary>Claims a place.</summary>
    [HttpPost(GroupAddress.Pattern)]
    public async Task<IActionResult> Claim(string token, Guid positionId, CancellationToken ct) =>
        Answer(await claims.ClaimAsync(current.Value!.Id, token, positionId, ct), GroupAddress.Of(token));

    /// <summary>Claims a place of a group that the reader leads.</summary>
    [HttpPost("/parties/{id:guid}/claim")]
    public async Task<IActionResult> ClaimOwn(Guid id, Guid positionId, CancellationToken ct)
    {
        var outcome = await claims.ClaimOwnAsync(current.Value!.Id, id, positionId, ct);
        return Answer(outcome, outcome.Result == ClaimResult.Refused ? $"/shifts/{outcome.ShiftId}#book" : $"/parties/{id}");
    }

    private IActionResult Answer(ClaimOutcome outcome, string back)
    {
        switch (outcome.Result)
        {
            case ClaimResult.NotFound:
                return NotFound();
            case ClaimResult.Confirmed:
                TempData.SayDone(texts["Bookings.Confirmed"]);
                break;
            case ClaimResult.Requested:
                TempData.SayWaiting(texts["Bookings.Requested"]);
                break;
            case ClaimResult.Already:
                TempData.SayDone(texts["Parties.Join.Already"]);
                break;
            case ClaimResult.Gone:
                TempData.SayWaiting(texts["Parties.Join.JustGone"]);
                break;
            default:
                TempData.SayRefused(texts.Count("Bookings.Refused", outcome.Obstacles.Count));
                break;
        }

        return Redirect(back);
    }
}

/// <summary>A group for those who have its link.</summary>
/// <param name="Address">The link itself, to come back to.</param>
/// <param name="IsKnown">Whether the reader is signed in.</param>
public sealed record JoinPartyModel(PartyInvitation Party, string Address, bool IsKnown)
{
    /// <summary>The first shift of which the reader can claim a place: it has the page's one action.</summary>
    public InvitedShift? First { get; } = IsKnown ? Party.Shifts.FirstOrDefault(s => s.Claimable.Count > 0) : null;

    /// <summary>How many places are left on the shifts that the reader sees.</summary>
    public int Left => Party.Shifts.Sum(s => s.Left);
}
