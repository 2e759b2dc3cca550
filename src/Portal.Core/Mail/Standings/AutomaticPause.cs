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
        var said = $"{NewsletterPausedLetter.Name}:{id}:{because}:";
        var administrators = await db.Supporters.Where(p => db.Administrators(now).Contains(p.Id)).Select(p => new { p.Id, p.Language }).ToListAsync(cancellationToken);
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

        foreach (var one in administrators)
        {
            outbox.Add(db, new MailDraft($"{said}{level}:{one.Id}", MailPriority.Booking, NewsletterPausedLetter.Name, one.Language)
            {
                SupporterId = one.Id,
                Data = new PausedNewsletter(id, because),
            });
        }

        return true;
    }
}
