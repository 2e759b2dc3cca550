using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Shifts;

namespace Portal.Core.Privacy.Audit;

/// <summary>Reads the record for auditors, by pseudonym; that they read is a line of it, in the same transaction.</summary>
public sealed class AuditQueries(Retry retry, AuditBoxes boxes, Pseudonyms names, IOptions<PortalOptions> portal, TimeProvider clock)
{
    /// <summary>Lines on a page.</summary>
    public const int PageSize = 50;

    /// <summary>What a look is called in the record.</summary>
    public const string Action = "audit.read";

    /// <summary>A page of it; null for whoever is no auditor.</summary>
    public Task<AuditPage?> SearchAsync(Guid actorId, AuditSearch search, CancellationToken cancellationToken) =>
        retry.RunAsync((db, token) => SearchOnceAsync(db, actorId, search with { Action = Clean(search.Action), Who = Clean(search.Who) }, token), cancellationToken);

    // What an address may say goes into a statement and a line of the record: nothing longer or stranger than what is looked for.
    private static string? Clean(string? value) => TypedText.Line(value) is { Length: > 0 and <= 60 } line && TypedText.IsReadable(value) ? line : null;

    private async Task<AuditPage?> SearchOnceAsync(PortalDbContext db, Guid actorId, AuditSearch search, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        if (!await db.Auditors(now).ContainsAsync(actorId, cancellationToken))
        {
            return null;
        }

        var organisations = await db.Organisations.AsNoTracking().OrderBy(o => o.Name).Select(o => new OrganisationRef(o.Id, o.Slug, o.Name)).ToListAsync(cancellationToken);
        var actions = await db.AuditEntries.Select(a => a.Action).Distinct().ToListAsync(cancellationToken);
        var of = organisations.Find(o => o.Slug == search.Organisation);
        var found = Chosen(db, search, of).OrderByDescending(a => a.At).ThenByDescending(a => a.Id);
        var opener = await boxes.OpenerAsync(db, cancellationToken);
        var about = search.Who is { } who ? await AboutAsync(found, opener, who, cancellationToken) : null;
        var total = about?.Count ?? await found.CountAsync(cancellationToken);
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        var page = Math.Clamp(search.Page, 1, pages);
        var skipped = (page - 1) * PageSize;
        var rows = about?.Skip(skipped).Take(PageSize).ToList() ?? (await found.Skip(skipped).Take(PageSize).ToListAsync(cancellationToken)).ConvertAll(opener.Open);
        db.AuditEntries.Add(new AuditEntry { Id = Ids.New(clock), At = now, ActorId = actorId, Action = Action, SubjectId = actorId, Detail = string.Join(' ', new[] { search.Action ?? "all", search.Who, of?.Slug, $"{search.From:O}", $"{search.Until:O}", $"page {page}" }.Where(part => part is { Length: > 0 })) });
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        var groups = organisations.ToDictionary(o => o.Id, o => o.Name);
        return new(
            total,
            page,
            pages,
            rows.ConvertAll(a => new AuditLine(a.At, a.Action, a.ActorId is { } actor ? names.Of(actor) : null, names.Of(a.SubjectId), a.OrganisationId is { } group ? groups.GetValueOrDefault(group) : null, names.In(a.Detail))),
            [.. actions.Order(StringComparer.Ordinal)],
            organisations);
    }

    // Nobody's rows can be asked for: all of them are opened, one after the other, and those are kept that name them.
    private async Task<List<AuditEntry>> AboutAsync(IQueryable<AuditEntry> found, AuditOpener opener, string who, CancellationToken cancellationToken)
    {
        var (about, called) = (new List<AuditEntry>(), new Dictionary<Guid, bool>());
        await foreach (var row in found.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            opener.Open(row);
            if (IsMeant(row.SubjectId) || (row.ActorId is { } actor && IsMeant(actor)) || Pseudonyms.IdsIn(row.Detail).Any(IsMeant))
            {
                about.Add(row);
            }
        }

        return about;

        bool IsMeant(Guid id) => called.TryGetValue(id, out var isMeant) ? isMeant : called[id] = string.Equals(names.Of(id), who, StringComparison.OrdinalIgnoreCase);
    }

    private IQueryable<AuditEntry> Chosen(PortalDbContext db, AuditSearch search, OrganisationRef? organisation)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(portal.Value.TimeZone);
        IQueryable<AuditEntry> found = db.AuditEntries.AsNoTracking();
        found = Narrow(found, search.Action, action => a => a.Action == action);
        found = Narrow(found, organisation?.Id, id => a => a.OrganisationId == id);
        found = Narrow(found, search.From is { } from ? StartOf(from, zone) : null, at => a => a.At >= at);
        found = Narrow(found, search.Until is { } until ? StartOf(until, zone, days: 1) : null, at => a => a.At < at);
        return found;
    }

    // A year that nobody means asks for nothing.
    private static DateTimeOffset? StartOf(DateOnly day, TimeZoneInfo zone, int days = 0) =>
        day.Year is > 2000 and < 2200 ? WallTime.ToInstant(day.AddDays(days).ToDateTime(TimeOnly.MinValue), zone).At : null;

    private static IQueryable<AuditEntry> Narrow(IQueryable<AuditEntry> rows, string? value, Func<string, Expression<Func<AuditEntry, bool>>> by) => string.IsNullOrEmpty(value) ? rows : rows.Where(by(value));

    private static IQueryable<AuditEntry> Narrow<TValue>(IQueryable<AuditEntry> rows, TValue? value, Func<TValue, Expression<Func<AuditEntry, bool>>> by)
        where TValue : struct => value is { } one ? rows.Where(by(one)) : rows;
}
