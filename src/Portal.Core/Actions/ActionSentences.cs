using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Updates;
using Portal.Core.Updates.Safety;

namespace Portal.Core.Actions;

/// <summary>Where organisers read the sentences that people left, and publish them or leave them. They do not learn whose they are.</summary>
public sealed class ActionSentences(Retry retry, BesidePoints points, LiveHints hints, TimeProvider clock)
{
    /// <summary>The most that are shown at once.</summary>
    public const int Most = 50;

    /// <summary>The action's title, and its sentences nobody has decided about, the oldest first; null where the person organises no such action.</summary>
    public async Task<WaitingSentences?> ReadAsync(Guid actorId, Guid actionId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await retry.RunAsync(
            async (db, token) =>
            {
                var title = await Own(db, actorId, now).Where(a => a.Id == actionId).Select(a => a.Title).FirstOrDefaultAsync(token);
                return title is null ? null : new WaitingSentences(actionId, title, await Waiting(db, actionId).OrderBy(d => d.At).Take(Most)
                    .Select(d => new WaitingSentence(d.Id, d.At, d.Sentence!, d.Language)).ToListAsync(token));
            },
            cancellationToken);
    }

    /// <summary>
    /// Publishes the sentence of a row as it was shown, or leaves it; twice is the same as once. One that may lead somebody to a
    /// place or a person is never published: its writer cannot be asked for a reason.
    /// </summary>
    public async Task<SentenceOutcome> DecideAsync(Guid actorId, Guid actionId, Guid rowId, string sentence, bool publish, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var organisation = await retry.RunAsync((db, token) => Own(db, actorId, now).Where(a => a.Id == actionId).Select(a => (Guid?)a.OrganisationId).FirstOrDefaultAsync(token), cancellationToken);
        if (organisation is not { } id)
        {
            return SentenceOutcome.NotFound;
        }

        if (publish && SafetyCheck.Find(sentence, "", await points.NamesAsync(actorId, id, cancellationToken)).Count > 0)
        {
            return SentenceOutcome.Unsafe;
        }

        // A sentence that was changed meanwhile is another one.
        var changed = await retry.RunAsync(
            (db, token) => Waiting(db, actionId).Where(d => d.Id == rowId && d.Sentence == sentence).ExecuteUpdateAsync(
                set => set.SetProperty(d => d.PublishedAt, publish ? now : null).SetProperty(d => d.LeftAt, publish ? null : now), token),
            cancellationToken);
        if (changed > 0)
        {
            hints.ActionMoved(actionId);
        }

        return SentenceOutcome.Done;
    }

    private static IQueryable<SolidarityAction> Own(PortalDbContext db, Guid actorId, DateTimeOffset now) =>
        db.SolidarityActions.Where(a => db.OrganisedBy(actorId, now).Contains(a.OrganisationId));

    private static IQueryable<ActionDone> Waiting(PortalDbContext db, Guid actionId) =>
        db.ActionsDone.Where(d => d.ActionId == actionId && d.Sentence != null && d.PublishedAt == null && d.LeftAt == null);
}

/// <summary>The sentences of one action that wait.</summary>
public sealed record WaitingSentences(Guid ActionId, LocalText Title, IReadOnlyList<WaitingSentence> Sentences);

/// <summary>One sentence, when it was left, and the code of its language.</summary>
public sealed record WaitingSentence(Guid Id, DateTimeOffset At, string Sentence, string Language);

/// <summary>What came of deciding about a sentence.</summary>
public enum SentenceOutcome
{
    /// <summary>It is decided, or was before, or its writer changed it or took it back.</summary>
    Done,

    /// <summary>It may lead the wrong people to a place or a person, and stays where it is.</summary>
    Unsafe,

    /// <summary>There is no such action, or none that the person organises.</summary>
    NotFound,
}
