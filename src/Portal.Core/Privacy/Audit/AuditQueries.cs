using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Shifts;

namespace Portal.Core.Privacy.Audit;

/// <summary>Reads the record for auditors, by pseudonym; that they read is a line of it, in the same transaction.</summary>
public sealed class AuditQueries(Retry retry, Pseudonyms names, IOptions<PortalOptions> portal, TimeProvider clock)
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
        var found = await ChosenAsync(db, search, of, cancellationToken);
        var total = await found.CountAsync(cancellationToken);
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        var page = Math.Clamp(search.Page, 1, pages);
        var rows = await found.OrderByDescending(a => a.At).ThenByDescending(a => a.Id).Skip((page - 1) * PageSize).Take(PageSize)
            .Select(a => new { a.At, a.Action, a.ActorId, a.SubjectId, a.OrganisationId, a.Detail }).ToListAsync(cancellationToken);
        db.AuditEntries.Add(new AuditEntry { Id = Ids.New(clock), At = now, ActorId = actorId, Action = Action, SubjectId = actorId, Detail = string.Join(' ', new[] { search.Action ?? "all", search.Who, of?.Slug, $"{search.From:O}", $"{search.Until:O}", $"page {page}" }.Where(part => part is { Length: > 0 })) });
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        var groups = organisations.ToDictionary(o => o.Id, o => o.Name);
        return new(
            total,
            page,
            pages,
            rows.ConvertAll(a => new AuditLine(a.At, a.Action, a.ActorId is { } who ? names.Of(who) : null, names.Of(a.SubjectId), a.OrganisationId is { } group ? groups.GetValueOrDefault(group) : null, names.In(a.Detail))),
            [.. actions.Order(StringComparer.Ordinal)],
            organisations);
    }

    private async Task<IQueryable<AuditEntry>> ChosenAsync(PortalDbContext db, AuditSearch search, OrganisationRef? organisation, CancellationToken cancellationToken)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(portal.Value.TimeZone);
        var found = db.AuditEntries.AsNoTracking();
        found = Narrow(found, search.Action, action => a => a.Action == action);
        found = Narrow(found, organisation?.Id, id => a => a.OrganisationId == id);
        found = Narrow(found, search.From is { } from ? StartOf(from, zone) : null, at => a => a.At >= at);
        found = Narrow(found, search.Until is { } until ? StartOf(until, zone, days: 1) : null, at => a => a.At < at);
        if (search.Who is { } who)
        {
            // Nothing leads from a pseudonym to its person but trying all of them.
            var actors = await db.AuditEntries.Where(a => a.ActorId != null).Select(a => a.ActorId!.Value).Distinct().ToListAsync(cancellationToken);
            var subjects = await db.AuditEntries.Select(a => a.SubjectId).Distinct().ToListAsync(cancellationToken);
            var meant = actors.Concat(subjects).Distinct().Where(id => string.Equals(names.Of(id), who, StringComparison.OrdinalIgnoreCase)).ToList();
            found = found.Where(a => meant.Contains(a.SubjectId) || (a.ActorId != null && meant.Contains(a.ActorId.Value)));
        }

        return found;
    }

    // A year that nobody means asks for nothing.
    private static DateTimeOffset? StartOf(DateOnly day, TimeZoneInfo zone, int days = 0) =>
        day.Year is > 2000 and < 2200 ? WallTime.ToInstant(day.AddDays(days).ToDateTime(TimeOnly.MinValue), zone).At : null;

    private static IQueryable<AuditEntry> Narrow(IQueryable<AuditEntry> rows, string? value, Func<string, Expression<Func<AuditEntry, bool>>> by) => string.IsNullOrEmpty(value) ? rows : rows.Where(by(value));

    private static IQueryable<AuditEntry> Narrow<TValue>(IQueryable<AuditEntry> rows, TValue? value, Func<TValue, Expression<Func<AuditEntry, bool>>> by)
        where TValue : struct => value is { } one ? rows.Where(by(one)) : rows;
}
