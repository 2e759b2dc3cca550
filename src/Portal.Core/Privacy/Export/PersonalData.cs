using System.Reflection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Mail.Standings;
using Portal.Core.Organisations.Closures;
using Portal.Core.Privacy.Audit;

namespace Portal.Core.Privacy.Export;

/// <summary>
/// Reads all that the portal holds about one person, for that person. Other people are not named in it, no exact place stands in it, and no key.
/// </summary>
public sealed class PersonalData(IDbContextFactory<PortalDbContext> contexts, AuditBoxes record, PhoneService phones, AddressStandings standings, UserManager<Supporter> people, TimeProvider clock)
{
    /// <summary>Reads it, with names in the language of the current culture.</summary>
    public async Task<ExportDocument> ReadAsync(Guid supporterId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var person = await db.Supporters.AsNoTracking().FirstAsync(s => s.Id == supporterId, cancellationToken);
        var names = await ExportNames.ReadAsync(db, supporterId, await phones.ReadAsync(supporterId, cancellationToken), cancellationToken);
        var sections = new List<ExportSection>();
        foreach (var section in ExportSections.All)
        {
            sections.Add(await section.ReadAsync(db, supporterId, names, cancellationToken));
        }

        sections.Add(await StandingAsync(db, person, cancellationToken));
        sections.Add(await PasskeysAsync(person));
        sections.Add(await LooksAsync(db, supporterId, names, cancellationToken));
        sections.Add(await WrittenAsync(db, supporterId, cancellationToken));
        sections.Add(await DoneAsync(db, supporterId, cancellationToken));
        return new(clock.GetUtcNow(), person.TimeZone, sections);
    }

    private async Task<ExportSection> StandingAsync(PortalDbContext db, Supporter person, CancellationToken cancellationToken)
    {
        var hash = person.EmailConfirmed ? standings.HashOf(person.Email) ?? [] : [];
        var rows = await db.AddressStandings.AsNoTracking().Where(a => a.AddressHash == hash).ToListAsync(cancellationToken);
        return new("Address", [.. rows.Select(row => new ExportRow([.. OwnRows.Told(typeof(AddressStanding)).Select(p => new ExportField(p.Name, p.GetValue(row)))]))]);
    }

    private async Task<ExportSection> PasskeysAsync(Supporter person) =>
        new("Passkeys", [.. (await people.GetPasskeysAsync(person)).Select(key => new ExportRow([new(nameof(IdentityPasskeyData.Name), key.Name), new(nameof(IdentityPasskeyData.CreatedAt), key.CreatedAt)]))]);

    // When, and by what role; by whom is for auditors.
    private async Task<ExportSection> LooksAsync(PortalDbContext db, Guid me, ExportNames names, CancellationToken cancellationToken)
    {
        var looks = await record.ReadAsync(db, db.AuditEntries.Where(a => a.Action == CallRounds.Action), cancellationToken);
        return new("Looks", [.. looks.Where(a => a.SubjectId == me).OrderBy(a => a.At).Select(a => new ExportRow([new("At", a.At), new("Role", "Organiser"), names.Name("Organisation", a.OrganisationId ?? Guid.Empty)]))]);
    }

    // Nothing in the database says which lines are somebody's: all are opened, one after the other.
    private async Task<ExportSection> DoneAsync(PortalDbContext db, Guid me, CancellationToken cancellationToken)
    {
        var opener = await record.OpenerAsync(db, cancellationToken);
        var done = new List<AuditEntry>();
        await foreach (var row in db.AuditEntries.AsNoTracking().OrderBy(a => a.At).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (opener.Open(row).ActorId == me)
            {
                done.Add(row);
            }
        }

        return new("Done", [.. done.Select(a => new ExportRow([new("At", a.At), new("Action", a.Action)]))]);
    }

    private static async Task<ExportSection> WrittenAsync(PortalDbContext db, Guid me, CancellationToken cancellationToken)
    {
        (string What, IQueryable<DateTimeOffset> When)[] kinds =
        [
            ("Update", db.Updates.Where(u => u.AuthorId == me).Select(u => u.PublishedAt)),
            ("CircleMessage", db.CircleMessages.Where(m => m.AuthorId == me).Select(m => m.SentAt)),
            ("PlannedUpdate", db.PlannedUpdates.Where(u => u.AuthorId == me).Select(u => u.PublishAt)),
            ("CallOut", db.CallOuts.Where(c => c.AuthorId == me).Select(c => c.StartedAt)),
            ("Arrival", db.Arrivals.Where(a => a.ById == me).Select(a => a.At)),
            ("Picture", db.UpdatePictures.Where(p => p.UploadedById == me).Select(p => p.UploadedAt)),
            ("ReleasedPicture", db.UpdatePictures.Where(p => p.ReleasedById == me && p.ReleasedAt != null).Select(p => p.ReleasedAt!.Value)),
            ("Newsletter", db.Newsletters.Where(n => n.AuthorId == me || n.AskedById == me || n.ReleasedById == me).Select(n => n.CreatedAt)),
            ("SubscriberImport", db.SubscriberImports.Where(i => i.ById == me).Select(i => i.At)),
            ("Closure", db.SiteClosures.Where(c => c.ClosedById == me).Select(c => c.ClosedAt)),
            ("CallRound", db.CallRounds.Where(r => r.ActorId == me).Select(r => r.StartedAt)),
            ("Pause", db.RevealPauses.Where(p => p.ById == me).Select(p => p.Since)),
            ("WalkIn", db.WalkIns.Where(w => w.VouchedById == me).Select(w => w.AddedAt)),
        ];
        var written = new List<(string What, DateTimeOffset At)>();
        foreach (var (what, when) in kinds)
        {
            written.AddRange((await when.ToListAsync(cancellationToken)).Select(at => (what, at)));
        }

        return new("Written", [.. written.OrderBy(w => w.At).Select(w => new ExportRow([new("At", w.At), new("What", w.What)]))]);
    }
}
