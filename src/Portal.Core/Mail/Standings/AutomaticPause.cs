using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Newsletters;
using Portal.Core.Organisations;

namespace Portal.Core.Mail.Standings;

/// <summary>
/// Pauses a newsletter by itself when too many call it spam or too many addresses are dead, and tells the administrators. When one of
/// them lets it go on all the same, it pauses again only when things are twice as bad.
/// </summary>
public sealed class AutomaticPause(Outbox outbox, TimeProvider clock)
{
    /// <summary>Too many call it spam.</summary>
    public const string Complaints = "complaints";

    /// <summary>Too many addresses are dead.</summary>
    public const string Bounces = "bounces";

    /// <summary>It would go to many more than it was asked or released for. Nothing was sent yet: a second person looks first.</summary>
    public const string Outgrown = "outgrown";

    private const int LeastForComplaints = 1000;
    private const int LeastForBounces = 100;
    private const double MostComplaints = 0.001;
    private const double MostBounces = 0.02;

    /// <summary>Looks at newsletters whose numbers were just raised, in the same transaction. True when one was paused, and mail written about it.</summary>
    public async Task<bool> ConsiderAsync(PortalDbContext db, IEnumerable<Guid> newsletters, CancellationToken cancellationToken)
    {
        var paused = false;
        foreach (var id in newsletters.Distinct().Order())
        {
            paused |= await ConsiderAsync(db, id, cancellationToken);
        }

        return paused;
    }

    /// <summary>Tells the administrators, once for each <paramref name="level"/>, in the caller's transaction, who saves.</summary>
    public async Task TellAsync(PortalDbContext db, PausedNewsletter paused, int level, CancellationToken cancellationToken) =>
        Tell(db, await AdministratorsAsync(db, clock.GetUtcNow(), cancellationToken), paused, level);

    private async Task<bool> ConsiderAsync(PortalDbContext db, Guid id, CancellationToken cancellationToken)
    {
        var found = await db.Newsletters.Where(n => n.Id == id && n.State == NewsletterState.Sending)
            .Select(n => new { n.Bounced, n.Complained, Sent = db.NewsletterTallies.Where(t => t.NewsletterId == n.Id && t.State == MessageState.Sent).Sum(t => t.Count) })
            .SingleOrDefaultAsync(cancellationToken);
        return found is not null && Why(found.Sent, found.Bounced, found.Complained) is { } why && await PauseAsync(db, id, why.Because, why.Level, cancellationToken);
    }

    // The level doubles: 0 at the limit, 1 at twice the limit, 2 at four times.
    private static (string Because, int Level)? Why(int sent, int bounced, int complained)
    {
        if (sent >= LeastForComplaints && complained >= sent * MostComplaints)
        {
            return (Complaints, (int)Math.Log2(complained / (sent * MostComplaints)));
        }

        return sent >= LeastForBounces && bounced >= sent * MostBounces ? (Bounces, (int)Math.Log2(bounced / (sent * MostBounces))) : null;
    }

    private async Task<bool> PauseAsync(PortalDbContext db, Guid id, string because, int level, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var said = Said(new(id, because));
        var administrators = await AdministratorsAsync(db, now, cancellationToken);
        var readers = administrators.ConvertAll(one => (Guid?)one.Id);
        var before = await db.Messages.Where(m => readers.Contains(m.SupporterId) && m.Key.StartsWith(said)).Select(m => m.Key).ToListAsync(cancellationToken);
        if (before.Exists(key => int.Parse(key[said.Length..].Split(':')[0], CultureInfo.InvariantCulture) >= level))
        {
            return false;
        }

        var paused = await db.Newsletters.Where(n => n.Id == id && n.State == NewsletterState.Sending).ExecuteUpdateAsync(
            set => set.SetProperty(n => n.State, NewsletterState.Paused).SetProperty(n => n.PausedBecause, because).SetProperty(n => n.Version, n => n.Version + 1),
            cancellationToken);
        if (paused == 0)
        {
            return false;
        }

        Tell(db, administrators, new PausedNewsletter(id, because), level);
        return true;
    }

    private void Tell(PortalDbContext db, IEnumerable<(Guid Id, string Language)> administrators, PausedNewsletter paused, int level)
    {
        foreach (var (id, language) in administrators)
        {
            outbox.Add(db, new MailDraft($"{Said(paused)}{level}:{id}", MailPriority.Booking, NewsletterPausedLetter.Name, language) { SupporterId = id, Data = paused });
        }
    }

    private static string Said(PausedNewsletter paused) => $"{NewsletterPausedLetter.Name}:{paused.NewsletterId}:{paused.Because}:";

    private static async Task<List<(Guid Id, string Language)>> AdministratorsAsync(PortalDbContext db, DateTimeOffset now, CancellationToken cancellationToken) =>
        (await db.Supporters.Where(p => db.Administrators(now).Contains(p.Id)).Select(p => new { p.Id, p.Language }).ToListAsync(cancellationToken)).ConvertAll(p => (p.Id, p.Language));
}
