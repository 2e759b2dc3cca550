using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Updates;

namespace Portal.Core.Circles;

/// <summary>Reads circles for administrators, who answer proposals and offers and take down what was reported.</summary>
public sealed class CircleDesk(IDbContextFactory<PortalDbContext> contexts)
{
    private const int MostListed = 200;
    private const int NewestPosts = 20;

    /// <summary>All of them, what waits first.</summary>
    public async Task<IReadOnlyList<DeskLine>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Circles.AsNoTracking()
            .Select(c => new
            {
                Circle = c,
                Members = db.CircleMembers.Count(m => m.CircleId == c.Id && m.Standing == CircleStanding.Active),
                Offers = db.CircleMembers.Count(m => m.CircleId == c.Id && m.OfferedAt != null),
            })
            .OrderByDescending(c => c.Circle.State == CircleState.Proposed || c.Offers > 0).ThenByDescending(c => c.Circle.State == CircleState.Approved).ThenBy(c => c.Circle.Name)
            .Take(MostListed).Select(c => new DeskLine(c.Circle.Id, c.Circle.Name, c.Circle.State, c.Circle.ProposedAt, c.Circle.HostlessSince, c.Circle.RestingSince, c.Members, c.Offers))
            .ToListAsync(cancellationToken);
    }

    /// <summary>One of them, with who proposed it, hosts it and offers to, and the newest posts; null where there is none.</summary>
    public async Task<DeskCircle?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var circle = await db.Circles.AsNoTracking().FirstOrDefaultAsync(c => c.Id == id, cancellationToken);
        if (circle is null)
        {
            return null;
        }

        var people = await db.PresentIn(id).AsNoTracking().Where(m => m.IsHost || m.OfferedAt != null).OrderBy(m => m.Since)
            .Select(m => new DeskPerson(m.Id, db.Supporters.Where(s => s.Id == m.SupporterId).Select(s => s.DisplayName).First(), m.IsHost, m.OfferedAt)).ToListAsync(cancellationToken);
        var posts = await db.Updates.AsNoTracking().Where(u => u.CircleId == id && u.WithdrawnAt == null).OrderByDescending(u => u.PublishedAt).ThenByDescending(u => u.Seq).Take(NewestPosts)
            .Select(u => new DeskPost(u.Id, u.Title, u.Html, u.Language, u.PublishedAt)).ToListAsync(cancellationToken);
        var messages = await db.CircleMessages.AsNoTracking().Where(m => m.CircleId == id).OrderByDescending(m => m.SentAt).Take(NewestPosts)
            .Select(m => new { m.Id, m.Title, m.Body, m.Language, m.SentAt }).ToListAsync(cancellationToken);
        var proposer = await db.Supporters.Where(s => s.Id == circle.ProposedById).Select(s => s.DisplayName).FirstOrDefaultAsync(cancellationToken);
        return new(circle, proposer, people, posts, messages.ConvertAll(m => new DeskPost(m.Id, m.Title, MarkdownRenderer.ToHtml(m.Body), m.Language, m.SentAt)));
    }
}

/// <summary>A circle in the administrators' list.</summary>
public sealed record DeskLine(Guid Id, string Name, CircleState State, DateTimeOffset ProposedAt, DateTimeOffset? HostlessSince, DateTimeOffset? RestingSince, int Members, int Offers);

/// <summary>A circle as administrators see it.</summary>
public sealed record DeskCircle(SupporterCircle Circle, string? Proposer, IReadOnlyList<DeskPerson> People, IReadOnlyList<DeskPost> Posts, IReadOnlyList<DeskPost> Messages);

/// <summary>Somebody who hosts it or offers to.</summary>
public sealed record DeskPerson(Guid Id, string Name, bool IsHost, DateTimeOffset? OfferedAt);

/// <summary>Something that was said in it.</summary>
public sealed record DeskPost(Guid Id, string Title, string Html, string Language, DateTimeOffset At);
