using Microsoft.Extensions.Options;
using Portal.Core.Bookings.Waiting;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Shifts;

namespace Portal.Core.Needs;

/// <summary>Writes what must be said about promises into the outbox, each under a key that lets it be said once.</summary>
public sealed class PledgeMail(Outbox outbox, IOptions<PortalOptions> portal, TimeProvider clock)
{
    internal const string MadeTemplate = "pledge-made";
    internal const string ReminderTemplate = "pledge-reminder";
    internal const string ChangedTemplate = "pledge-need-changed";
    internal const string ClosedTemplate = "pledge-need-closed";
    internal const string LapsedTemplate = "pledge-lapsed";
    internal const string RenewalTemplate = "needs-renewal";

    internal static string ReminderKey(Guid pledgeId) => $"{ReminderTemplate}:{pledgeId}";

    internal static string LapsedKey(Guid pledgeId) => $"{LapsedTemplate}:{pledgeId}";

    internal static string RenewalKey(Guid organisationId, DateOnly day, Guid readerId) => FormattableString.Invariant($"{RenewalTemplate}:{organisationId}:{day:yyyyMMdd}:{readerId}");

    /// <summary>Something was promised: says thank you, and where to bring it.</summary>
    internal void Made(PortalDbContext db, Pledge pledge, string language) => outbox.Add(db, new($"{MadeTemplate}:{pledge.Id}", MailPriority.Booking, MadeTemplate, language)
    {
        SupporterId = pledge.SupporterId,
        Data = new PledgeLetterData(pledge.Id),
        ExpiresAt = EndOf(pledge.By),
    });

    /// <summary>Tomorrow is the day.</summary>
    internal void Reminder(PortalDbContext db, PledgeReader reader) => outbox.Add(db, new(ReminderKey(reader.PledgeId), MailPriority.Booking, ReminderTemplate, reader.Language)
    {
        SupporterId = reader.SupporterId,
        Data = new PledgeLetterData(reader.PledgeId),
        NotBefore = Morning(reader),
        ExpiresAt = EndOf(reader.By),
    });

    /// <summary>What somebody promised is called something else now, or is to be brought elsewhere.</summary>
    internal void Changed(PortalDbContext db, PledgeReader reader, Need need, NeedWords was) => outbox.Add(db, new($"{ChangedTemplate}:{reader.PledgeId}:{need.Version}", MailPriority.Booking, ChangedTemplate, reader.Language)
    {
        SupporterId = reader.SupporterId,
        Data = new NeedChangedLetterData(reader.PledgeId, was.Item.In(reader.Language)),
    });

    /// <summary>What somebody promised is not needed any more.</summary>
    internal void Closed(PortalDbContext db, PledgeReader reader, Need need) => outbox.Add(db, new($"{ClosedTemplate}:{reader.PledgeId}:{need.Version}", MailPriority.Booking, ClosedTemplate, reader.Language)
    {
        SupporterId = reader.SupporterId,
        Data = new PledgeLetterData(reader.PledgeId),
    });

    /// <summary>A promise was not kept, and is not waited for any more.</summary>
    internal void Lapsed(PortalDbContext db, PledgeReader reader) => outbox.Add(db, new(LapsedKey(reader.PledgeId), MailPriority.Subscription, LapsedTemplate, reader.Language)
    {
        SupporterId = reader.SupporterId,
        Data = new PledgeLetterData(reader.PledgeId),
        NotBefore = Morning(reader),
    });

    /// <summary>Asks an organiser which needs still are.</summary>
    internal void Renewal(PortalDbContext db, RenewalReader reader, DateOnly day) => outbox.Add(db, new(RenewalKey(reader.OrganisationId, day, reader.Id), MailPriority.Subscription, RenewalTemplate, reader.Language)
    {
        SupporterId = reader.Id,
        Data = new RenewalLetterData(reader.OrganisationId),
        NotBefore = QuietHours.After(clock.GetUtcNow(), Zone(reader.TimeZone)),
        ExpiresAt = clock.GetUtcNow() + NeedGuard.Grace,
    });

    private DateTimeOffset Morning(PledgeReader reader) => QuietHours.After(clock.GetUtcNow(), Zone(reader.TimeZone));

    private TimeZoneInfo Zone(string name) => WallTime.Zone(name.Length > 0 ? name : portal.Value.TimeZone);

    private DateTimeOffset EndOf(DateOnly day) => WallTime.ToInstant(day.AddDays(1).ToDateTime(TimeOnly.MinValue), WallTime.Zone(portal.Value.TimeZone)).At;
}

/// <summary>An organiser who is asked which needs still are.</summary>
internal sealed record RenewalReader(Guid OrganisationId, Guid Id, string Language, string TimeZone);

/// <summary>What a letter about a pledge needs to find it again.</summary>
internal sealed record PledgeLetterData(Guid PledgeId);

/// <summary>The same, and what the need was called.</summary>
internal sealed record NeedChangedLetterData(Guid PledgeId, string Was);

/// <summary>Whose needs are asked about.</summary>
internal sealed record RenewalLetterData(Guid OrganisationId);
