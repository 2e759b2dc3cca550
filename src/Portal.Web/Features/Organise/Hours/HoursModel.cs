using Portal.Core.Bookings;
using Portal.Core.Bookings.Attendance;
using Portal.Web.Features.Shared;

namespace Portal.Web.Features.Organise.Hours;

/// <summary>The hours of people at the reader's organisations: one page of them, and the sums of all.</summary>
public sealed class HoursModel
{
    private const int PageSize = 50;

    /// <summary>Sorts out the page asked for.</summary>
    public HoursModel(Period period, IReadOnlyList<PersonHours> all, int page)
    {
        (Period, All) = (period, all);
        var pages = Math.Max(1, (all.Count + PageSize - 1) / PageSize);
        Pager = new PagerModel(Math.Clamp(page, 1, pages), pages, number => $"/organise/hours?{Query}&page={number}");
    }

    /// <summary>From when to when.</summary>
    public Period Period { get; }

    /// <summary>Everybody.</summary>
    public IReadOnlyList<PersonHours> All { get; }

    /// <summary>Those of this page.</summary>
    public IEnumerable<PersonHours> Lines => All.Skip((Pager.Page - 1) * PageSize).Take(PageSize);

    /// <summary>The pages.</summary>
    public PagerModel Pager { get; }

    /// <summary>All of it together.</summary>
    public TimeSpan Total => All.Aggregate(TimeSpan.Zero, (sum, line) => sum + line.Time);

    /// <summary>The period as it stands in addresses.</summary>
    public string Query => FormattableString.Invariant($"from={Period.From:yyyy-MM-dd}&to={Period.To:yyyy-MM-dd}");
}
