using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Core.Accounts;
using Portal.Core.Bookings.Letters;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Organisations;
using Portal.Core.Organisations.Closures;
using Portal.Core.Resources;
using Portal.Core.Shifts;

namespace Portal.Core.Privacy.Audit;

/// <summary>Each Monday, writes to the auditors what was looked at in the week before, and who looked at much more than others.</summary>
public sealed class AuditDigest(Retry retry, Outbox outbox, MailBell bell, IOptions<PortalOptions> portal, TimeProvider clock)
{
    /// <summary>Writes the letters of the last whole week that are not written yet; may run as often as it likes. Returns how many.</summary>
    public async Task<int> WriteAsync(CancellationToken cancellationToken)
    {
        var written = await retry.RunAsync(
            async (db, token) =>
            {
                var week = Week.Last(clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(portal.Value.TimeZone));
                var auditors = await db.Supporters.Where(s => db.Auditors(week.Now).Contains(s.Id)).Select(s => new { s.Id, s.Language }).ToListAsync(token);
                var keys = auditors.ToDictionary(one => $"{AuditDigestLetter.Name}:{week.Monday:O}:{one.Id}", StringComparer.Ordinal);
                var all = keys.Keys.ToList();
                var known = await db.Messages.Where(m => all.Contains(m.Key)).Select(m => m.Key).ToListAsync(token);
                foreach (var key in all.Except(known, StringComparer.Ordinal))
                {
                    outbox.Add(db, new MailDraft(key, MailPriority.Account, AuditDigestLetter.Name, keys[key].Language) { SupporterId = keys[key].Id, Data = new AuditDigestData(week.Monday) });
                }

                await db.SaveChangesAsync(token);
                return all.Count - known.Count;
            },
            cancellationToken);
        if (written > 0)
        {
            bell.Ring();
        }

        return written;
    }
}

/// <summary>A week from Monday to Sunday, in the coalition's zone.</summary>
internal sealed record Week(DateOnly Monday, DateTimeOffset From, DateTimeOffset Until, DateTimeOffset Now)
{
    /// <summary>The last one that is over.</summary>
    public static Week Last(DateTimeOffset now, TimeZoneInfo zone)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        return Of(today.AddDays(-7 - (((int)today.DayOfWeek + 6) % 7)), zone) with { Now = now };
    }

    /// <summary>The one that begins on a Monday.</summary>
    public static Week Of(DateOnly monday, TimeZoneInfo zone) => new(monday, Start(monday, zone), Start(monday.AddDays(7), zone), default);

    private static DateTimeOffset Start(DateOnly day, TimeZoneInfo zone) => WallTime.ToInstant(day.ToDateTime(TimeOnly.MinValue), zone).At;
}

/// <summary>What the letter is written from.</summary>
internal sealed record AuditDigestData(DateOnly Monday);

/// <summary>The letter: how often what was looked at, and who looked unusually often.</summary>
public sealed class AuditDigestLetter(PortalDbContext db, AuditBoxes boxes, Pseudonyms names, PortalLinks links, Phrasebook texts, IOptions<PortalOptions> portal, TimeProvider clock) : ILetterWriter
{
    /// <summary>The template's name.</summary>
    public const string Name = "audit-digest";

    // Below this nobody is unusual: a lead of two shifts opens two points.
    private const int Few = 10;
    private const int TimesTheMiddle = 3;

    // What shows a place or a number.
    private static readonly string[] Secret = [MeetingPointReader.Action, MeetingPointReader.Compared, MeetingPointReader.GlassBroken, CallRounds.Action];

    /// <inheritdoc />
    public string Template => Name;

    /// <inheritdoc />
    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
    {
        var week = Week.Of(LetterFacts.DataOf<AuditDigestData>(message).Monday, TimeZoneInfo.FindSystemTimeZoneById(portal.Value.TimeZone));
        if (!await db.Auditors(clock.GetUtcNow()).AnyAsync(id => id == message.SupporterId, cancellationToken))
        {
            return WrittenLetter.Skip("no-auditor");
        }

        var rows = db.AuditEntries.Where(a => a.At >= week.From && a.At < week.Until);
        var counts = await rows.GroupBy(a => a.Action).Select(g => new { Action = g.Key, Count = g.Count() }).ToListAsync(cancellationToken);
        var readers = (await boxes.ReadAsync(db, rows.Where(a => Secret.Contains(a.Action)), cancellationToken)).Where(a => a.ActorId is not null).CountBy(a => a.ActorId!.Value).Select(one => new { Who = one.Key, Count = one.Value }).ToList();
        var middle = readers.Count == 0 ? 0 : readers.Select(r => r.Count).Order().ElementAt(readers.Count / 2);
        var unusual = readers.Where(r => r.Count >= Few && r.Count >= TimesTheMiddle * middle).OrderByDescending(r => r.Count).Select(r => texts.Count("Audit.Digest.Unusual", r.Count, names.Of(r.Who))).ToList();
        List<LetterBlock> blocks = [new LetterBlock.Paragraph(texts["Audit.Digest.Lead", Days.Of(week.Monday, "d MMMM"), Days.Of(week.Monday.AddDays(6), "d MMMM")])];
        blocks.Add(counts.Count == 0
            ? new LetterBlock.Paragraph(texts["Audit.Digest.Nothing"])
            : new LetterBlock.Facts([.. counts.OrderByDescending(c => c.Count).ThenBy(c => c.Action, StringComparer.Ordinal).Select(c => texts["Audit.Digest.Line", texts.Find($"Audit.Action.{c.Action}") ?? c.Action, c.Count])]));
        blocks.Add(new LetterBlock.Paragraph(unusual.Count == 0 ? texts["Audit.Digest.NoneUnusual"] : texts["Audit.Digest.SomeUnusual"]));
        blocks.AddRange(unusual.Select(line => new LetterBlock.Paragraph(line)));
        blocks.Add(new LetterBlock.Buttons([new LetterLink(texts["Audit.Digest.Button"], links.To("/audit"))]));
        return WrittenLetter.Send(new Letter(texts["Audit.Digest.Subject"], texts["Audit.Digest.Subject"], blocks, texts["Audit.Digest.Why"]));
    }
}
