using Portal.Core.Bookings;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Shifts;

/// <summary>Who reads a page of shifts, as the rules of booking know that person.</summary>
public sealed class ShiftReader(CurrentViewer current, PersonQueries people)
{
    /// <summary>The reader's identifier, or null for somebody nobody knows.</summary>
    public Guid? Id => current.Value?.Id;

    /// <summary>The reader with memberships and held bookings, in one query; null, and no query, for somebody nobody knows.</summary>
    public async Task<Person?> PersonAsync(CancellationToken ct) => Id is { } id ? await people.FindAsync(id, ct) : null;
}
