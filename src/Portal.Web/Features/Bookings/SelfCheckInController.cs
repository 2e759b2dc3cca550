using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Attendance;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Bookings;

/// <summary>What the code on the wall leads to. Opening it shows where one stands; only the button says that one is there.</summary>
[Authorize(Policies.SignedIn)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class SelfCheckInController(SelfCheckIn selfCheckIn, CurrentViewer current) : Controller
{
    /// <summary>Asks, or says why not.</summary>
    [HttpGet("/shifts/{id:guid}/here/{code}")]
    public async Task<IActionResult> Ask(Guid id, string code, CancellationToken ct) =>
        Show(code, await selfCheckIn.LookAsync(current.Value!.Id, id, code, ct));

    /// <summary>Checks the reader in.</summary>
    [HttpPost("/shifts/{id:guid}/here/{code}")]
    public async Task<IActionResult> Confirm(Guid id, string code, CancellationToken ct)
    {
        var outcome = await selfCheckIn.ConfirmAsync(current.Value!.Id, id, code, ct);
        return outcome.Result == SelfCheckInResult.Done ? Redirect($"/shifts/{id}/here/{code}") : Show(code, outcome);
    }

    private ViewResult Show(string code, SelfCheckInOutcome outcome)
    {
        ViewData["Code"] = code;
        Response.StatusCode = outcome.Result == SelfCheckInResult.WrongCode ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        return View("Here", outcome);
    }
}
