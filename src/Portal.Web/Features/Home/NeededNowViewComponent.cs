using Microsoft.AspNetCore.Mvc;
using Portal.Core.Shifts;
using Portal.Web.Features.Shifts;

namespace Portal.Web.Features.Home;

/// <summary>The next few shifts with a free place, and what shifts that the reader may not see need, for the front page.</summary>
public sealed class NeededNowViewComponent(ComingShifts coming, ShiftReader reader) : ViewComponent
{
    private const int Few = 3;

    /// <summary>Reads and shows them; nothing where nobody is needed.</summary>
    public async Task<IViewComponentResult> InvokeAsync()
    {
        var ct = HttpContext.RequestAborted;
        var page = await coming.ListAsync(new ShiftFilter(), await reader.PersonAsync(ct), ct);
        ListedShift[] next = [.. page.Shifts.Where(listed => listed.Mine is null && listed.Shift.Free > 0).Take(Few)];
        return next.Length == 0 && page.Needs.Count == 0
            ? Content("")
            : View("/Features/Home/_Needed.cshtml", new NeededNow(next, page.Needs, page.AsOf));
    }
}

/// <summary>What the front page says of where people are needed.</summary>
public sealed record NeededNow(IReadOnlyList<ListedShift> Next, IReadOnlyList<ShiftNeed> Needs, DateTimeOffset AsOf);
