using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Portal.Core;
using Portal.Core.Circles;
using Portal.Core.Concerns;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Circles;

/// <summary>Whoever is signed in reports a circle, or what was said in it, to the administrators. Its hosts never learn who did.</summary>
[Authorize(Policies.SignedIn)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class CircleReportsController(CircleFinder finder, CircleReports reports, ConcernTelling telling, Phrasebook texts, TimeProvider clock) : Controller
{
    private const string Page = CirclePaths.All + "/{slug}/report";

    /// <summary>The form.</summary>
    /// <param name="post">The update it is about, if any.</param>
    /// <param name="message">The mail of the hosts it is about, if any.</param>
    [HttpGet(Page)]
    public async Task<IActionResult> Report(string slug, Guid? post, Guid? message, CancellationToken ct) =>
        await SubjectAsync(slug, new ReportForm { Key = Ids.New(clock), Post = post, Letter = message }, ct) is { } model ? View("Report", model) : NotFound();

    /// <summary>Tells it.</summary>
    [HttpPost(Page)]
    [EnableRateLimiting(RateLimits.Telling)]
    public async Task<IActionResult> Report([FromRoute] string slug, [Bind(Prefix = nameof(ReportModel.Form))] ReportForm form, CancellationToken ct)
    {
        if (await SubjectAsync(slug, form, ct) is not { } model)
        {
            return NotFound();
        }

        var what = TypedText.Lines(form.What);
        if (!TypedText.IsVisible(what) || what.Length > NewConcern.WhatLength || !TypedText.IsReadable(what))
        {
            ModelState.AddModelError("Form.What", texts["Circles.Report.WhatWrong", NewConcern.WhatLength]);
            return View("Report", model);
        }

        var about = texts[model.Said is null ? "Circles.Report.About" : "Circles.Report.AboutSaid", model.Page.Circle.Name, model.Said ?? ""];
        var concern = new NewConcern(TypedText.Start(about, NewConcern.AboutLength), what, null, null) { CircleId = model.Page.Circle.Id, MayWrite = form.MayWrite, Key = form.Key };
        var result = await telling.TellAsync(finder.Me, concern, ct);
        if (result == TellResult.Told)
        {
            TempData.SayDone(texts["Circles.Report.Done"]);
            return Redirect(CirclePaths.Of(slug));
        }

        ModelState.AddModelError("", texts["Circles.Report.Nobody"]);
        return View("Report", model);
    }

    private async Task<ReportModel?> SubjectAsync(string slug, ReportForm form, CancellationToken ct)
    {
        if (await finder.FindAsync(slug, ct) is not { Circle.State: CircleState.Approved } page)
        {
            return null;
        }

        return new(page, form, await reports.TitleAsync(page, form.Post, form.Letter, ct));
    }
}
