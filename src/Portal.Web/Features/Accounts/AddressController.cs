using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Portal.Core.Mail.Standings;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Accounts;

/// <summary>Setting right an address that mail does not reach any more.</summary>
[Authorize(Policies.SignedIn)]
[EnableRateLimiting(RateLimits.AccountMail)]
public sealed class AddressController(AddressStandings standings, CurrentViewer current, Phrasebook texts) : Controller
{
    /// <summary>Takes one's word that the address works: a mail goes there, and more follow.</summary>
    [HttpPost("/account/address/try-again")]
    public async Task<IActionResult> TryAgain(string? back, CancellationToken cancellationToken)
    {
        switch (await standings.TryAgainAsync(current.Value!.Id, cancellationToken))
        {
            case TryAgainOutcome.Tried:
                TempData.SayDone(texts["Accounts.DeadAddress.Tried"]);
                break;
            case TryAgainOutcome.TooOften:
                TempData.SayWaiting(texts["Accounts.DeadAddress.TooOften"]);
                break;
        }

        return LocalRedirect(Url.IsLocalUrl(back) ? back : "/my/shifts");
    }
}
