using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Resources;
using Portal.Core.Updates;

namespace Portal.Core.Actions;

/// <summary>Counts who did an action: each person once, in the transaction that writes their row, and only while it runs.</summary>
public sealed class ActionDoing(Retry retry, LiveHints hints, TimeProvider clock)
{
    /// <summary>
    /// Counts a person, with a sentence where they wrote one; done before, it only takes the sentence, which an organiser then reads again.
    /// An action that is over counts nobody any more.
    /// </summary>
    public Task<DoneOutcome> DoAsync(Guid supporterId, Guid actionId, string? sentence, string language, CancellationToken cancellationToken)
    {
        var said = TypedText.Line(sentence) is { Length: > 0 } line && TypedText.IsVisible(line) ? line : null;
        return said is { Length: > ActionDone.SentenceLength } || !TypedText.IsReadable(sentence)
            ? Task.FromResult(DoneOutcome.Unreadable)
            : ThenTellAsync(actionId, retry.RunAsync((db, token) => DoOnceAsync(db, supporterId, actionId, said, language, token), cancellationToken));
    }

    /// <summary>Takes it back, and the sentence with it; twice is the same as once.</summary>
    public Task<DoneOutcome> UndoAsync(Guid supporterId, Guid actionId, CancellationToken cancellationToken) => ThenTellAsync(actionId, retry.RunAsync(
        async (db, token) =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(token);
            // Only whoever deleted the row counts down: of two taps one.
            if (await db.ActionsDone.Where(d => d.ActionId == actionId && d.SupporterId == supporterId).ExecuteDeleteAsync(token) > 0)
            {
                await db.SolidarityActions.Where(a => a.Id == actionId && a.Done > 0).ExecuteUpdateAsync(set => set.SetProperty(a => a.Done, a => a.Done - 1), token);
            }

            await transaction.CommitAsync(token);
            return DoneOutcome.Counted;
        },
        cancellationToken));

    private async Task<DoneOutcome> DoOnceAsync(PortalDbContext db, Guid supporterId, Guid actionId, string? sentence, string language, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // An account that ends at this moment waits, or was first: then there is nobody to count.
        if (!await db.LockSupporterAsync(supporterId, cancellationToken) || !await db.ActiveAccount(supporterId).AnyAsync(cancellationToken))
        {
            return DoneOutcome.NotFound;
        }

        var (now, code) = (clock.GetUtcNow(), sentence is null ? "" : Languages.Known(language));
        var own = db.ActionsDone.Where(d => d.ActionId == actionId && d.SupporterId == supporterId);
        if (await own.AnyAsync(cancellationToken))
        {
            if (sentence is not null)
            {
                await own.Where(d => d.Sentence != sentence).ExecuteUpdateAsync(
                    set => set.SetProperty(d => d.Sentence, sentence).SetProperty(d => d.Language, code)
                        .SetProperty(d => d.PublishedAt, (DateTimeOffset?)null).SetProperty(d => d.LeftAt, (DateTimeOffset?)null),
                    cancellationToken);
            }

            await transaction.CommitAsync(cancellationToken);
            return DoneOutcome.CountedBefore;
        }

        var today = ActionDay.Today(clock);
        if (await db.SolidarityActions.Where(a => a.Id == actionId && a.EndedAt == null && a.Deadline >= today)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.Done, a => a.Done + 1), cancellationToken) == 0)
        {
            return await db.SolidarityActions.AnyAsync(a => a.Id == actionId, cancellationToken) ? DoneOutcome.Over : DoneOutcome.NotFound;
        }

        db.ActionsDone.Add(new ActionDone { ActionId = actionId, SupporterId = supporterId, Id = Ids.New(clock), At = now, Sentence = sentence, Language = code });
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return DoneOutcome.Counted;
    }

    private async Task<DoneOutcome> ThenTellAsync(Guid actionId, Task<DoneOutcome> writing)
    {
        var outcome = await writing;
        if (outcome is DoneOutcome.Counted or DoneOutcome.CountedBefore)
        {
            hints.ActionMoved(actionId);
        }

        return outcome;
    }
}

/// <summary>What came of "I did it".</summary>
public enum DoneOutcome
{
    /// <summary>It counts, or no longer does where it was taken back.</summary>
    Counted,

    /// <summary>It counted before; the sentence was taken.</summary>
    CountedBefore,

    /// <summary>The sentence is too long, or cannot be read. Nothing was counted.</summary>
    Unreadable,

    /// <summary>The action is over. Nothing was counted.</summary>
    Over,

    /// <summary>There is no such action, or nobody to count any more.</summary>
    NotFound,
}
