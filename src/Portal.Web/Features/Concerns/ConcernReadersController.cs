using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Concerns;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Concerns;

/// <summary>Those chosen to read concerns about people read them, take them up and close them: administrators and organisers on one page. Each look is on record; nothing keeps its answers.</summary>
[Authorize(Policies.SignedIn)]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ConcernReadersController(ConcernReading reading, ConcernCare care, CurrentViewer current, TimeProvider clock, Phrasebook texts) : Controller
{
    private const string Page = "/concerns";
    private const int Minutes = 30;

    private Guid Me => current.Value!.Id;

    /// <summary>What the reader may open, without a word of it.</summary>
    [HttpGet(Page)]
    public async Task<IActionResult> Index(CancellationToken ct) => View("List", new ConcernListModel(await reading.ListAsync(Me, ct), clock.GetUtcNow()));

    /// <summary>Opens one.</summary>
    [HttpGet(Page + "/{id:guid}")]
    [ProvenLately(Minutes = Minutes)]
    public Task<IActionResult> Read(Guid id, CancellationToken ct) => ShownAsync(id, new CloseForm(), ct);

    /// <summary>Takes it up, or over.</summary>
    [HttpPost(Page + "/{id:guid}/take")]
    [ProvenLately(Minutes = Minutes, Back = Page + "/{id}")]
    public async Task<IActionResult> Take(Guid id, Guid? seen, CancellationToken ct)
    {
        if (await care.TakeAsync(Me, id, seen, ct))
        {
            TempData.SayDone(texts["Concerns.Read.Taken"]);
        }
        else
        {
            TempData.SayRefused(texts["Concerns.Read.NotTaken"]);
        }

        return Redirect($"{Page}/{id}");
    }

    /// <summary>Closes it.</summary>
    [HttpPost(Page + "/{id:guid}/close")]
    [ProvenLately(Minutes = Minutes, Back = Page + "/{id}")]
    public async Task<IActionResult> Close(Guid id, [Bind(Prefix = nameof(ConcernModel.Form))] CloseForm form, CancellationToken ct)
    {
        if (!ModelState.IsValid || !Enum.IsDefined(form.Outcome!.Value))
        {
            return await ShownAsync(id, form, ct);
        }

        if (await care.CloseAsync(Me, id, form.Outcome!.Value, form.Note, ct))
        {
            TempData.SayDone(texts["Concerns.Read.Closed"]);
            return Redirect(Page);
        }

        TempData.SayRefused(texts["Concerns.Read.NotClosed"]);
        return Redirect($"{Page}/{id}");
    }

    private async Task<IActionResult> ShownAsync(Guid id, CloseForm form, CancellationToken ct) =>
        await reading.ReadAsync(Me, id, ct) is { } concern ? View("One", new ConcernModel(concern, form, clock.GetUtcNow())) : NotFound();
}
