using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Organisations;

namespace Portal.Core.Circles;

/// <summary>Reads circles for whoever looks at them. What is shown of people is said by <see cref="CircleRights"/> alone.</summary>
public sealed class CircleQueries(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>Circles on a page.</summary>
    public const int PageSize = 50;

    /// <summary>Most names on the page of a circle.</summary>
    public const int MostNames = 200;

    private const int MostPages = int.MaxValue / PageSize;

    /// <summary>One page of those that everybody sees, resting ones last, by name; pages count from 1. Three commands.</summary>
    public async Task<CircleList> ListAsync(CircleFilter filter, int page, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var approved = db.Circles.AsNoTracking().Where(c => c.State == CircleState.Approved);
        var countries = await approved.Where(c => c.Country != null).Select(c => c.Country!).Distinct().ToListAsync(cancellationToken);
        var shown = Filtered(approved, filter);
        var all = await shown.CountAsync(cancellationToken);
        var pages = Math.Max(1, (all + PageSize - 1) / PageSize);
        page = Math.Clamp(page, 1, Math.Min(pages, MostPages));
        var rows = await Cards(shown.OrderBy(c => c.RestingSince != null).ThenBy(c => c.Name).ThenBy(c => c.Id)).Skip((page - 1) * PageSize).Take(PageSize).ToListAsync(cancellationToken);
        return new(rows, all, page, pages, countries);
    }

    /// <summary>Those that somebody belongs to, asked to join or proposed, by name. One command.</summary>
    public async Task<IReadOnlyList<OwnCircle>> OwnAsync(Guid supporterId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.CircleMembers.AsNoTracking().Where(m => m.SupporterId == supporterId && m.Standing != CircleStanding.Gone && m.Circle!.State != CircleState.Declined)
            .OrderBy(m => m.Circle!.Name)
            .Select(m => new OwnCircle(m.Circle!.Slug, m.Circle.Name, m.Circle.State, m.Standing, m.IsHost, m.HostAskedAt != null,
                m.IsHost ? db.CircleMembers.Count(o => o.CircleId == m.CircleId && o.Standing == CircleStanding.Asked && db.Supporters.Any(s => s.Id == o.SupporterId && s.EmailConfirmed && s.SuspendedAt == null)) : 0))
            .ToListAsync(cancellationToken);
    }

    /// <summary>A few that lie near somebody who does not belong to them: of their country, then in a language of theirs, then online. One command.</summary>
    public async Task<IReadOnlyList<CircleCard>> NearAsync(Guid supporterId, int count, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var person = await db.Supporters.AsNoTracking().Where(s => s.Id == supporterId).Select(s => new { s.Country, s.SpokenLanguages, s.Language }).FirstOrDefaultAsync(cancellationToken);
        if (person is null)
        {
            return [];
        }

        var (country, speaks) = (person.Country, person.SpokenLanguages.Count > 0 ? person.SpokenLanguages : [person.Language]);
        var near = db.Circles.AsNoTracking()
            .Where(c => c.State == CircleState.Approved && c.RestingSince == null && !db.CircleMembers.Any(m => m.CircleId == c.Id && m.SupporterId == supporterId && m.Standing != CircleStanding.Gone))
            .Where(c => c.Country == null || c.Country == country || c.Languages.Any(l => speaks.Contains(l)))
            .OrderBy(c => c.Country != null && c.Country == country ? 0 : c.Languages.Any(l => speaks.Contains(l)) ? 1 : 2).ThenBy(c => c.Name).ThenBy(c => c.Id);
        return await Cards(near).Take(count).ToListAsync(cancellationToken);
    }

    /// <summary>One circle as this reader sees it; null where there is none for them. A proposal is seen by whoever proposed it. At most four commands.</summary>
    public async Task<CirclePage?> FindAsync(string slug, Guid? readerId, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var circle = await db.Circles.AsNoTracking().Where(c => c.Slug == slug && (c.State == CircleState.Approved || (readerId != null && c.ProposedById == readerId))).FirstOrDefaultAsync(cancellationToken);
        if (circle is null)
        {
            return null;
        }

        var members = await db.PresentIn(circle.Id).CountAsync(cancellationToken);
        var own = readerId is not { } reader ? null
            : await db.CircleMembers.AsNoTracking().FirstOrDefaultAsync(m => m.CircleId == circle.Id && m.SupporterId == reader && db.ActiveAccount(reader).Contains(reader), cancellationToken);
        var page = new CirclePage(circle, members, own);
        if (own is not { Standing: CircleStanding.Active })
        {
            return page;
        }

        var people = await PeopleAsync(db, circle.Id, own, cancellationToken);
        return page with
        {
            Named = [.. people.Where(p => p.Standing == CircleStanding.Active && p.Name is not null)],
            Asking = [.. people.Where(p => p.Standing == CircleStanding.Asked)],
        };
    }

    // Members by their names as far as they are seen; for hosts also those who ask, seen or not. One command.
    private static async Task<List<CirclePerson>> PeopleAsync(PortalDbContext db, Guid circleId, CircleMember own, CancellationToken cancellationToken)
    {
        var (reader, isHost) = (own.SupporterId, own.IsHost);
        var named = db.NamedTo(reader, circleId);
        return await db.CircleMembers.AsNoTracking()
            .Where(m => m.CircleId == circleId && (named.Any(n => n.Id == m.Id)
                || (isHost && m.Standing == CircleStanding.Asked && db.Supporters.Any(s => s.Id == m.SupporterId && s.EmailConfirmed && s.SuspendedAt == null && s.ErasedAt == null))))
            .Select(m => new
            {
                m.Id,
                m.Standing,
                m.IsHost,
                IsAsked = m.HostAskedAt != null,
                m.Word,
                m.Since,
                Name = named.Any(n => n.Id == m.Id) ? db.Supporters.Where(s => s.Id == m.SupporterId).Select(s => s.DisplayName).FirstOrDefault() : null,
            })
            .OrderByDescending(m => m.IsHost).ThenBy(m => m.Since).ThenBy(m => m.Id).Take(MostNames)
            .Select(m => new CirclePerson(m.Id, m.Name, m.Standing, m.IsHost, isHost && m.IsAsked, m.Since, m.Word))
            .ToListAsync(cancellationToken);
    }

    private static IQueryable<SupporterCircle> Filtered(IQueryable<SupporterCircle> circles, CircleFilter filter)
    {
        var (country, language, words) = (filter.Country, filter.Language, CircleWords.Folded(TypedText.Line(filter.Text)));
        circles = filter.Online ? circles.Where(c => c.Country == null) : circles;
        circles = country is null ? circles : circles.Where(c => c.Country == country);
        circles = language is null ? circles : circles.Where(c => c.Languages.Contains(language));
        return words.Length == 0 || !TypedText.IsReadable(words) ? circles : circles.Where(c => c.Sought.Contains(words));
    }

    private static IQueryable<CircleCard> Cards(IQueryable<SupporterCircle> circles) => circles.Select(c => new CircleCard(c.Slug, c.Name, c.Purpose, c.Languages, c.Country, c.IsOpen, c.RestingSince != null));
}
