using Portal.Core.Shifts;
using Portal.Web.Features.Organise.Shifts;

namespace Portal.Web.Features.Organise.Copy;

/// <summary>Which shifts of a day are copied, and to which days.</summary>
public sealed class CopyForm
{
    /// <summary>How many days a page without scripts offers.</summary>
    public const int Offered = 7;

    /// <summary>So that a double tap copies once.</summary>
    public Guid FormKey { get; set; }

    /// <summary>The day whose shifts can be chosen.</summary>
    public DateOnly Day { get; set; }

    /// <summary>The chosen ones.</summary>
    public List<Guid> Shifts { get; set; } = [];

    /// <summary>The days they are copied to.</summary>
    public List<DateOnly?> Days { get; set; } = [];

    /// <summary>Whether the copies are published at once.</summary>
    public bool Publish { get; set; }

    /// <summary>What the preview showed.</summary>
    public string? Seen { get; set; }

    /// <summary>What would be copied, told shortly.</summary>
    public string Told => string.Join(' ', Shifts.Order().Select(id => $"{id:N}").Concat(Days.OfType<DateOnly>().Order().Select(day => $"{day:yyyyMMdd}")));

    /// <summary>Fills up the days to what a page offers.</summary>
    public void OfferDays() => Days.AddRange(Enumerable.Repeat((DateOnly?)null, Math.Max(0, Offered - Days.Count)));

    /// <summary>The same with these shifts chosen.</summary>
    public CopyForm With(IEnumerable<Guid> shifts)
    {
        Shifts = [.. shifts];
        return this;
    }
}

/// <summary>The form with the shifts of its day, and once it was looked at, what it makes.</summary>
public sealed record CopyModel(CopyForm Form, IReadOnlyList<PlanLine> Lines, CopyOutcome? Look, DateTimeOffset Now);
