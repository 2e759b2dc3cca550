using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core;
using Portal.Core.CallOuts;
using Portal.Core.Resources;
using Portal.Core.Updates.Safety;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Organise.CallOuts;

/// <summary>Where organisers call for people and see who answers.</summary>
[Area("Organise")]
[Authorize(Policies.Organiser)]
public sealed class CallOutsController(CallOutDesk desk, CallOutService service, BesidePoints points, CallOutWords words, CurrentViewer current, Phrasebook texts, TimeProvider clock) : Controller
{
    private const string List = "/organise/call-outs";

    private Guid Me => current.Value!.Id;

    /// <summary>What runs, and what lacks people.</summary>
    [HttpGet(List)]
    public async Task<IActionResult> Index(CancellationToken ct) => View(await desk.BoardAsync(Me, ct));

    /// <summary>The form, with whom it would reach.</summary>
    [HttpGet(List + "/new/{position:guid}")]
    public async Task<IActionResult> New(Guid position, CancellationToken ct) =>
        await desk.PlanAsync(Me, position, ct) is not { } plan ? NotFound()
        : plan.RunningId is { } running ? Redirect($"{List}/{running}")
        : View(new CallOutFormModel(CallOutForm.For(plan, clock, current.Value!.Language), plan));

    /// <summary>Asks them.</summary>
    [HttpPost(List + "/new/{position:guid}")]
    public async Task<IActionResult> New(Guid position, [Bind(Prefix = "Form")] CallOutForm form, CancellationToken ct)
    {
        if (form.FormKey == Guid.Empty)
        {
            ModelState.AddModelError("", texts["Shared.Wrong.Form"]);
        }

        var text = await points.LayAsync(form.Text(), Me, position, ct);
        var outcome = ModelState.IsValid ? await service.StartAsync(Me, position, text, form.FormKey, ct)
            : new CallOutOutcome(CallOutResult.Refused, null, [.. text.Cleaned().Faults()]);
        switch (outcome)
        {
            case { Result: CallOutResult.NotFound }:
                return NotFound();
            case { Result: CallOutResult.Refused, CallOutId: { } running }:
                TempData.SayWaiting(texts["CallOuts.Wrong.AlreadyCalling"]);
                return Redirect($"{List}/{running}");
            case { Result: CallOutResult.Done }:
                TempData.SayDone(texts["CallOuts.Sent", Reach(outcome)]);
                return Redirect($"{List}/{outcome.CallOutId}");
            default:
                return await desk.PlanAsync(Me, position, ct) is { } plan ? Again(form, plan, outcome, text.Cleaned().Risks()) : NotFound();
        }
    }

    /// <summary>What came of one, live.</summary>
    [HttpGet(List + "/{id:guid}")]
    public async Task<IActionResult> Show(Guid id, CancellationToken ct) => await desk.ProgressAsync(Me, id, ct) is { } progress ? View(progress) : NotFound();

    /// <summary>Asks those of a wider circle too.</summary>
    [HttpPost(List + "/{id:guid}/widen")]
    public async Task<IActionResult> Widen(Guid id, Circle circle, CancellationToken ct) =>
        ModelState.IsValid ? Said(id, await service.WidenAsync(Me, id, circle, ct), outcome => texts["CallOuts.Sent", Reach(outcome)]) : BadRequest();

    /// <summary>Ends it.</summary>
    [HttpPost(List + "/{id:guid}/end")]
    public async Task<IActionResult> End(Guid id, CancellationToken ct) => Said(id, await service.EndAsync(Me, id, ct), _ => texts["CallOuts.Ended"]);

    private IActionResult Said(Guid id, CallOutOutcome outcome, Func<CallOutOutcome, string> done)
    {
        switch (outcome.Result)
        {
            case CallOutResult.NotFound:
                return NotFound();
            case CallOutResult.Done:
                TempData.SayDone(done(outcome));
                break;
            default:
                TempData.SayRefused(string.Join(" ", outcome.Faults.Select(fault => texts[$"CallOuts.Wrong.{fault}"])));
                break;
        }

        return Redirect($"{List}/{id}");
    }

    private string Reach(CallOutOutcome outcome) => words.Reach(outcome.AskedNow, outcome.AskedLater, outcome.LaterFrom, TimeWords.Calais, clock.GetUtcNow());

    private ViewResult Again(CallOutForm form, CallOutPlan plan, CallOutOutcome outcome, IReadOnlyList<SafetyFinding> risks)
    {
        foreach (var fault in outcome.Faults)
        {
            ModelState.AddModelError(FieldOf(fault), texts[$"CallOuts.Wrong.{fault}", fault == CallOutFault.MoreThanPlaces ? plan.Free : CallOut.LineLength, CallOut.MostWanted]);
        }

        // Nothing was kept under the key of a refused form, so that it may have another.
        ModelState.Remove("Form.FormKey");
        form.FormKey = Ids.New(clock);
        return View(nameof(New), new CallOutFormModel(form, plan) { Risks = risks });
    }

    private static string FieldOf(CallOutFault fault) => fault switch
    {
        CallOutFault.LineMissing or CallOutFault.LineTooLong or CallOutFault.LineUnreadable => "Form.Line",
        CallOutFault.Unsafe or CallOutFault.ReasonUnusable => "Form.WhySafe",
        CallOutFault.LanguageUnknown => "Form.Language",
        CallOutFault.WantedOutOfRange or CallOutFault.MoreThanPlaces => "Form.Wanted",
        CallOutFault.CircleUnknown or CallOutFault.NobodyToAsk => "Form.Circle",
        _ => "",
    };
}
