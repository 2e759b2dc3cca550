using Portal.Core.Bookings.Attendance;
using Portal.Core.Data;

namespace Portal.Core.Bookings;

/// <summary>What a form made that is not a booking, kept under its key as a word for the kind and the id. No id: the key is that of a form of another kind.</summary>
internal sealed record FormMade(Guid? Id)
{
    public const string Shift = "shift";
    public const string CheckIn = "check-in";
    public const string WalkIn = "walk-in";
    public const string Party = "party";
    public const string PartyPlaces = "party-places";
    public const string Series = "series";
    public const string Import = "import";
    public const string Copies = "copies";
    public const string Update = "update";
    public const string CallOut = "call-out";
    public const string Newsletter = "newsletter";
    public const string Campaign = "campaign";
    public const string Organisation = "organisation";
    public const string Circle = "circle";
    public const string CircleMessage = "circle-message";
    public const string Subscribers = "subscribers";
    public const string Income = "income";
    public const string Payments = "payments";
    public const string Round = "round";

    /// <summary>Null while nothing was made of that form.</summary>
    public static async Task<FormMade?> FindAsync(PortalDbContext db, string kind, Guid supporterId, Guid key, CancellationToken cancellationToken)
    {
        var answer = await FormAnswers.TextAsync(db, supporterId, key, cancellationToken);
        return answer is null ? null
            : answer.Split(':') is [var word, var id] && word == kind ? new(Guid.Parse(id))
            : new FormMade((Guid?)null);
    }

    public static void Add(PortalDbContext db, string kind, Guid supporterId, Guid key, Guid id, DateTimeOffset now) =>
        db.FormOutcomes.Add(new FormOutcome { SupporterId = supporterId, Key = key, Answer = $"{kind}:{id}", At = now });
}
