using Portal.Core.Bookings;
using Portal.Core.Bookings.Rules;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Shifts;

/// <summary>Who reads a page of shifts, as the rules of booking know that person.</summary>
public sealed class ShiftReader(CurrentViewer current, PersonQueries people)
{
    /// <summary>The reader's identifier, or null for somebody nobody knows.</summary>
    public Guid? Id => current.Value?.Id;

    /// <summary>The reader with all that the rules know, in one query; null, and no query, for somebody nobody knows. The rest was read with the request.</summary>
    public async Task<Person?> PersonAsync(CancellationToken ct) => current.Value is not { } viewer ? null : await people.CompleteAsync(
        new Person(viewer.Id, viewer.IsConfirmed, Suspended: false)
        {
            Language = viewer.Language,
            Speaks = viewer.Speaks,
            Memberships = viewer.Memberships,
        },
        ct);
}
