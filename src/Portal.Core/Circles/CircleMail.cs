using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Organisations;

namespace Portal.Core.Circles;

/// <summary>Writes what happened in a circle into the outbox, within the transaction of what happened; each letter looks again before it goes.</summary>
public sealed class CircleMail(Outbox outbox)
{
    internal const string Template = "circle-news";

    /// <summary>To one person.</summary>
    internal async Task TellAsync(PortalDbContext db, CircleNews news, Guid circleId, Guid supporterId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var readers = await ReadersAsync(db, db.Supporters.Where(s => s.Id == supporterId).Select(s => s.Id), cancellationToken);
        Add(db, news, circleId, readers, $"{now.UtcTicks}");
    }

    /// <summary>To the hosts: that somebody asks, once a day.</summary>
    internal async Task TellHostsAsync(PortalDbContext db, SupporterCircle circle, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var day = $"{now.UtcDateTime:yyyyMMdd}";
        var hosts = await ReadersAsync(db, db.PresentIn(circle.Id).Where(m => m.IsHost).Select(m => m.SupporterId), cancellationToken);
        var keys = hosts.ConvertAll(host => Key(CircleNews.Asks, circle.Id, host.Id, day));
        var written = await db.Messages.Where(m => keys.Contains(m.Key)).Select(m => m.SupporterId).ToListAsync(cancellationToken);
        Add(db, CircleNews.Asks, circle.Id, hosts.Where(host => !written.Contains(host.Id)), day);
    }

    /// <summary>To the administrators: a circle is proposed, or somebody offers to host one.</summary>
    internal async Task TellAdministratorsAsync(PortalDbContext db, Guid circleId, Guid exceptId, DateTimeOffset now, CancellationToken cancellationToken) =>
        Add(db, CircleNews.Waits, circleId, await ReadersAsync(db, db.Administrators(now).Where(id => id != exceptId), cancellationToken), $"{now.UtcTicks}");

    /// <summary>To all members, once: that nobody hosts it any more.</summary>
    internal async Task TellMembersAsync(PortalDbContext db, SupporterCircle circle, DateTimeOffset now, CancellationToken cancellationToken) =>
        Add(db, CircleNews.Hostless, circle.Id, await ReadersAsync(db, db.PresentIn(circle.Id).Select(m => m.SupporterId), cancellationToken), $"{now.UtcTicks}");

    private static Task<List<Reader>> ReadersAsync(PortalDbContext db, IQueryable<Guid> ids, CancellationToken cancellationToken) =>
        db.Supporters.Where(s => ids.Contains(s.Id) && s.EmailConfirmed).OrderBy(s => s.Id).Select(s => new Reader(s.Id, s.Language)).ToListAsync(cancellationToken);

    private static string Key(CircleNews news, Guid circleId, Guid readerId, string cause) => $"{Template}:{news}:{circleId:N}:{readerId:N}:{cause}";

    private void Add(PortalDbContext db, CircleNews news, Guid circleId, IEnumerable<Reader> readers, string cause)
    {
        foreach (var reader in readers)
        {
            outbox.Add(db, new MailDraft(Key(news, circleId, reader.Id, cause), MailPriority.Booking, Template, reader.Language) { SupporterId = reader.Id, Data = new CircleNewsData(news, circleId) });
        }
    }

    private sealed record Reader(Guid Id, string Language);
}

/// <summary>What such a letter is written from.</summary>
internal sealed record CircleNewsData(CircleNews News, Guid CircleId);

/// <summary>What a letter about a circle says.</summary>
public enum CircleNews
{
    /// <summary>To administrators: something waits for them.</summary>
    Waits,

    /// <summary>To whoever proposed it: it is approved.</summary>
    Approved,

    /// <summary>To whoever proposed it: it is not, and why.</summary>
    Declined,

    /// <summary>To hosts: somebody asks to join.</summary>
    Asks,

    /// <summary>To whoever asked: yes.</summary>
    Accepted,

    /// <summary>To whoever asked: no.</summary>
    Refused,

    /// <summary>To a member: a host removed them, and why.</summary>
    Removed,

    /// <summary>To a member: a host asks them to host it too.</summary>
    HostAsked,

    /// <summary>To members: nobody hosts it any more.</summary>
    Hostless,

    /// <summary>To whoever offered: they host it now.</summary>
    Hosting,

    /// <summary>To whoever offered: not this time.</summary>
    NotHosting,
}
