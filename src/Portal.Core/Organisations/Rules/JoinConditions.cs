using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Privacy;

namespace Portal.Core.Organisations.Rules;

/// <summary>
/// What one affirms before joining, as organisers write it. Another wording is another condition: who is a member has affirmed what
/// stood there then, and who asks from now on, even from a page that was open before, affirms what stands there now.
/// </summary>
public sealed class JoinConditions(Retry retry, TimeProvider clock)
{
    /// <summary>Most conditions of an organisation at a time.</summary>
    public const int Most = 12;

    /// <summary>Adds one at the end; the form's key is its identifier, so that a double tap adds one.</summary>
    public Task<ConditionOutcome> AddAsync(Guid actorId, Guid formKey, string slug, LocalText text, CancellationToken cancellationToken) => WriteAsync(
        actorId,
        "join-condition.add",
        text,
        async (db, clean, now, token) =>
        {
            var organisation = await db.Organisations.Where(o => o.Slug == slug && db.OrganisedBy(actorId, now).Contains(o.Id)).Select(o => (Guid?)o.Id).FirstOrDefaultAsync(token);
            if (organisation is not { } id)
            {
                return null;
            }

            var known = await db.JoinConditions.Where(c => c.OrganisationId == id).ToListAsync(token);
            if (known.Find(c => c.Id == formKey) is { } before)
            {
                return before;
            }

            return formKey == Guid.Empty || known.Count(c => c.RetiredAt is null) >= Most ? null
                : db.JoinConditions.Add(new JoinCondition { Id = formKey, OrganisationId = id, Order = known.Select(c => c.Order + 1).DefaultIfEmpty(0).Max(), Text = clean! }).Entity;
        },
        cancellationToken);

    /// <summary>Words one otherwise, in its place.</summary>
    public Task<ConditionOutcome> RewordAsync(Guid actorId, Guid conditionId, LocalText text, CancellationToken cancellationToken) => WriteAsync(
        actorId,
        "join-condition.reword",
        text,
        async (db, clean, now, token) =>
        {
            var condition = await OwnAsync(db, actorId, conditionId, now, token);
            if (condition is null || condition.Text.Equals(clean) || !await EndAsync(db, condition, now, token))
            {
                return condition;
            }

            return db.JoinConditions.Add(new JoinCondition { Id = Ids.New(clock), OrganisationId = condition.OrganisationId, Order = condition.Order, Text = clean! }).Entity;
        },
        cancellationToken);

    /// <summary>Asks one no more.</summary>
    public Task<ConditionOutcome> RetireAsync(Guid actorId, Guid conditionId, CancellationToken cancellationToken) => WriteAsync(
        actorId,
        action: null,
        text: null,
        async (db, _, now, token) =>
        {
            var condition = await OwnAsync(db, actorId, conditionId, now, token);
            if (condition is not null && await EndAsync(db, condition, now, token))
            {
                Log(db, actorId, "join-condition.retire", condition, now);
            }

            return condition;
        },
        cancellationToken);

    private async Task<ConditionOutcome> WriteAsync(
        Guid actorId, string? action, LocalText? text, Func<PortalDbContext, LocalText?, DateTimeOffset, CancellationToken, Task<JoinCondition?>> write, CancellationToken cancellationToken)
    {
        var clean = text is null ? null : TextFault.Line(text);
        if (clean is not null && TextFault.In(nameof(JoinCondition.Text), clean, JoinCondition.TextLength, needed: true).ToList() is { Count: > 0 } faults)
        {
            return new(Found: true, faults);
        }

        return await retry.RunAsync(
            async (db, token) =>
            {
                var now = clock.GetUtcNow();
                await using var transaction = await db.Database.BeginTransactionAsync(token);
                if (await write(db, clean, now, token) is not { } condition)
                {
                    return new ConditionOutcome(Found: false, []);
                }

                if (action is not null && db.Entry(condition).State == EntityState.Added)
                {
                    Log(db, actorId, action, condition, now);
                }

                await db.SaveChangesAsync(token);
                await transaction.CommitAsync(token);
                return new(Found: true, []);
            },
            cancellationToken);
    }

    private void Log(PortalDbContext db, Guid actorId, string action, JoinCondition condition, DateTimeOffset now) =>
        db.AuditEntries.Add(new AuditEntry { Id = Ids.New(clock), At = now, ActorId = actorId, Action = action, SubjectId = condition.Id, OrganisationId = condition.OrganisationId });

    /// <summary>Ends one that is asked; false where somebody did already, so that of two who word it anew one does.</summary>
    private static async Task<bool> EndAsync(PortalDbContext db, JoinCondition condition, DateTimeOffset now, CancellationToken cancellationToken) =>
        await db.JoinConditions.Where(c => c.Id == condition.Id && c.RetiredAt == null).ExecuteUpdateAsync(set => set.SetProperty(c => c.RetiredAt, (DateTimeOffset?)now), cancellationToken) == 1;

    private static Task<JoinCondition?> OwnAsync(PortalDbContext db, Guid actorId, Guid conditionId, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.JoinConditions.FirstOrDefaultAsync(c => c.Id == conditionId && db.OrganisedBy(actorId, now).Contains(c.OrganisationId), cancellationToken);
}

/// <summary>How writing a condition ended.</summary>
/// <param name="Found">Whether it is this person's to write.</param>
/// <param name="Faults">What is wrong with its words.</param>
public sealed record ConditionOutcome(bool Found, IReadOnlyList<TextFault> Faults);
