using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Actions;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Subscriptions;
using Portal.Core.Organisations;
using Portal.Core.Qualifications;
using Portal.Core.Shifts;

namespace Portal.Browser.Tests.Everywhere;

/// <summary>What of the demo data the pages' addresses are made of, as they stand in them.</summary>
public sealed record DemoTown
{
    private const string OwnGroup = "calais-food-collective";

    /// <summary>A coming shift that everyone may see.</summary>
    public required string PublicShift { get; init; }

    /// <summary>The volunteer's next booking.</summary>
    public required string Booking { get; init; }

    /// <summary>Its shift, which the lead leads.</summary>
    public required string BookedShift { get; init; }

    /// <summary>The organiser's shift that is nearest, so that people can be checked in.</summary>
    public required string OwnShift { get; init; }

    /// <summary>The last of the organiser's shifts that takes place.</summary>
    public required string LastShift { get; init; }

    /// <summary>One of theirs that was called off.</summary>
    public string CancelledShift { get; init; } = "";

    /// <summary>A time in which a site of theirs was closed.</summary>
    public string Closure { get; init; } = "";

    /// <summary>A shift to which the volunteer brings a group.</summary>
    public string GroupShift { get; init; } = "";

    /// <summary>That group.</summary>
    public string Party { get; init; } = "";

    /// <summary>The end of its link.</summary>
    public string PartyToken { get; init; } = "";

    /// <summary>A site of the organiser's.</summary>
    public required string Site { get; init; }

    /// <summary>The volunteer's membership of the organiser's group.</summary>
    public string Member { get; init; } = "";

    /// <summary>A circle that waits for an answer.</summary>
    public string ProposedCircle { get; init; } = "";

    /// <summary>A member of the volunteer's circle whose name is seen.</summary>
    public string CircleMember { get; init; } = "";

    /// <summary>The organiser's own.</summary>
    public string OwnMembership { get; init; } = "";

    /// <summary>The organiser's group.</summary>
    public string Organisation { get; init; } = "";

    /// <summary>An invitation of the lead to organise.</summary>
    public string Invitation { get; init; } = "";

    /// <summary>Something that waits for the organiser's answer.</summary>
    public string Asking { get; init; } = "";

    /// <summary>A kind of work of theirs.</summary>
    public string Activity { get; init; } = "";

    /// <summary>A public update of the organiser's.</summary>
    public required string Update { get; init; }

    /// <summary>An update of the organiser's group that is held.</summary>
    public string Planned { get; init; } = "";

    /// <summary>An action with sentences that are published.</summary>
    public string Letter { get; init; } = "";

    /// <summary>An action of the organiser's group, with a sentence to read.</summary>
    public string OwnAction { get; init; } = "";

    /// <summary>A campaign that runs.</summary>
    public string Campaign { get; init; } = "";

    /// <summary>A newsletter that is being written.</summary>
    public required string Draft { get; init; }

    /// <summary>A message.</summary>
    public required string Mail { get; init; }

    /// <summary>A newsletter that waits for a second person's release.</summary>
    public string Awaiting { get; init; } = "";

    /// <summary>The end of a reader's link to their preferences.</summary>
    public string Preferences { get; init; } = "";

    /// <summary>Addresses that were imported.</summary>
    public string SubscriberImport { get; init; } = "";

    /// <summary>A newsletter in the archive.</summary>
    public required string Issue { get; init; }

    /// <summary>A call-out of the organiser's group that asks the volunteer.</summary>
    public string CallOut { get; init; } = "";

    /// <summary>Something that the organiser's group is short of, of which the volunteer promised some.</summary>
    public string Need { get; init; } = "";

    /// <summary>What the volunteer promised of it.</summary>
    public string Pledge { get; init; } = "";

    /// <summary>Another position of that group which could take more people.</summary>
    public string Lacking { get; init; } = "";

    /// <summary>A task of the organiser's group, with a document.</summary>
    public string TaskShift { get; init; } = "";

    /// <summary>A file that the organiser has begun to take in.</summary>
    public string ImportRun { get; init; } = "";

    /// <summary>A series of the organiser's.</summary>
    public string Series { get; init; } = "";

    /// <summary>A membership in the organiser's group.</summary>
    public required string Membership { get; init; }

    /// <summary>Its person on the day of the last shift, as the rota addresses it.</summary>
    public required string RotaDay { get; init; }

    /// <summary>Somebody who can be suspended.</summary>
    public required string Person { get; init; }

    /// <summary>A concern about a person, told to the administrators.</summary>
    public string Told { get; init; } = "";

    /// <summary>The end of a link that confirms an account.</summary>
    public string ConfirmLink { get; init; } = "";

    /// <summary>The end of a link that sets a new password.</summary>
    public string ResetLink { get; init; } = "";

    /// <summary>A decided round of the ledger.</summary>
    public required string DecidedRound { get; init; }

    /// <summary>A round of the ledger that is open.</summary>
    public required string OpenRound { get; init; }

    /// <summary>Income that may be corrected.</summary>
    public required string Income { get; init; }

    /// <summary>An export of a payment provider that was taken in.</summary>
    public string PaymentImport { get; init; } = "";

    /// <summary>Reads them.</summary>
    public static async Task<DemoTown> ReadAsync(PortalDbContext db, DateTimeOffset now)
    {
        var volunteer = await FindAsync(db, Reader.Volunteer);
        var shifts = await db.Shifts.AsNoTracking().Include(s => s.Organisation).ToListAsync();
        var coming = shifts.Where(s => s.StartsAt > now).OrderBy(s => s.StartsAt).ToList();
        var bookings = await db.Bookings.AsNoTracking().Where(b => b.SupporterId == volunteer.Id && b.State == BookingState.Confirmed).ToListAsync();
        var booked = coming.First(s => bookings.Exists(b => b.ShiftId == s.Id));
        var own = shifts.Where(s => s.Organisation!.Slug == OwnGroup).MinBy(s => (s.StartsAt - now).Duration())!;
        var member = await db.Memberships.FirstAsync(m => m.OrganisationId == own.OrganisationId && m.State == MembershipState.Active && m.Role == MembershipRole.Volunteer);
        var last = shifts.Where(s => s.Organisation!.Slug == OwnGroup && s.Status == ShiftStatus.Published).MaxBy(s => s.StartsAt)!;
        return new DemoTown
        {
            DecidedRound = $"{(await db.ShareRounds.FirstAsync(r => r.DecidedAt != null)).Id}",
            OpenRound = $"{(await db.ShareRounds.FirstAsync(r => r.DecidedAt == null)).Id}",
            Income = $"{(await db.IncomeEntries.FirstAsync(e => e.Amount > 0)).Id}",
            Membership = $"{member.Id}",
            ProposedCircle = $"{(await db.Circles.SingleAsync(c => c.Slug == "bruxelles")).Id}",
            CircleMember = $"lyon/{(await db.CircleMembers.FirstAsync(m => m.Circle!.Slug == "lyon" && !m.IsHost && m.SharesName && m.Standing == Portal.Core.Circles.CircleStanding.Active)).Id}",
            Person = $"{member.SupporterId}",
            RotaDay = $"{member.SupporterId}/{last.StartsAt:yyyy-MM-dd}",
            PublicShift = $"{coming.First(s => s.Visibility == Visibility.Public).Id}",
            Booking = $"{bookings.Single(b => b.ShiftId == booked.Id).Id}",
            BookedShift = $"{booked.Id}",
            OwnShift = $"{own.Id}",
            LastShift = $"{last.Id}",
            Site = $"{(await db.Sites.FirstAsync(s => s.OrganisationId == own.OrganisationId)).Id}",
            Member = $"{(await db.Memberships.SingleAsync(m => m.OrganisationId == own.OrganisationId && m.SupporterId == volunteer.Id)).Id}",
            Organisation = $"{own.OrganisationId}",
            OwnMembership = $"{(await db.Memberships.FirstAsync(m => m.OrganisationId == own.OrganisationId && m.Role == MembershipRole.Organiser)).Id}",
            Asking = $"{(await db.Qualifications.FirstAsync(q => q.OrganisationId == own.OrganisationId && q.State == QualificationState.Requested)).Id}",
            Activity = $"{own.ActivityId}",
            Update = $"{(await db.Updates.FirstAsync(u => u.OrganisationId == own.OrganisationId && u.Channel == "public")).Id}",
            Letter = $"{(await db.SolidarityActions.FirstAsync(a => a.Kind == ActionKind.Write)).Id}",
            OwnAction = $"{(await db.SolidarityActions.FirstAsync(a => a.OrganisationId == own.OrganisationId)).Id}",
            Campaign = $"{(await db.Campaigns.FirstAsync(c => c.EndedAt == null)).Id}",
            Mail = $"{(await db.Messages.OrderBy(m => m.Id).FirstAsync()).Id}",
            Draft = $"{(await db.Newsletters.SingleAsync(n => n.State == NewsletterState.Draft)).Id}",
            Issue = $"{(await db.Newsletters.SingleAsync(n => n.State == NewsletterState.Sent)).Id}",
        };
    }

    /// <summary>The person behind a reader who is signed in.</summary>
    public static Task<Supporter> FindAsync(PortalDbContext db, Reader reader)
    {
        var address = $"{reader}@EXAMPLE.ORG".ToUpperInvariant().Replace("ADMINISTRATOR", "ADMIN", StringComparison.Ordinal);
        return db.Supporters.AsNoTracking().SingleAsync(s => s.NormalizedEmail == address);
    }
}
