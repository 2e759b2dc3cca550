using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Newsletters.Editions;
using Portal.Core.Newsletters.Sending;
using Portal.Core.Privacy;

namespace Portal.Core.Newsletters;

/// <summary>
/// What administrators do with a newsletter. The moves from state to state are guarded statements, so that of two clicks, or of
/// a click and the job, one wins.
/// </summary>
public sealed class NewsletterService(PortalDbContext db, Retry retry, Outbox outbox, MailBell bell, TimeProvider clock)
{
    /// <summary>
    /// Begins a draft once per <paramref name="formKey"/>: a double tap gets the first one's answer. Its id, or null when the text is refused
    /// (see <see cref="Newsletter.TryWrite"/>) or the key is that of another form.
    /// </summary>
    public Task<Guid?> CreateAsync(Guid authorId, NewsletterText text, Guid formKey, CancellationToken cancellationToken) =>
        retry.RunAsync((fresh, token) => CreateOnceAsync(fresh, authorId, text, formKey, token), cancellationToken);

    private async Task<Guid?> CreateOnceAsync(PortalDbContext fresh, Guid authorId, NewsletterText text, Guid formKey, CancellationToken cancellationToken)
    {
        await using var transaction = await fresh.Database.BeginTransactionAsync(cancellationToken);
        if (await FormMade.FindAsync(fresh, FormMade.Newsletter, authorId, formKey, cancellationToken) is { } before)
        {
            return before.Id;
        }

        var now = clock.GetUtcNow();
        var newsletter = new Newsletter { Id = Ids.New(clock), AuthorId = authorId, MainLanguage = text.MainLanguage, CreatedAt = now };
        if (!newsletter.TryWrite(text))
        {
            return null;
        }

        fresh.Newsletters.Add(newsletter);
        FormMade.Add(fresh, FormMade.Newsletter, authorId, formKey, newsletter.Id, now);
        await fresh.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return newsletter.Id;
    }

    /// <summary>Writes a draft anew, if nobody did so since <paramref name="version"/>.</summary>
    public async Task<SaveOutcome> SaveAsync(Guid id, int version, NewsletterText text, CancellationToken cancellationToken)
    {
        var newsletter = await db.Newsletters.Include(n => n.Editions).SingleOrDefaultAsync(n => n.Id == id, cancellationToken);
        if (newsletter is null || newsletter.State != NewsletterState.Draft)
        {
            return SaveOutcome.NoDraft;
        }

        if (newsletter.Version != version)
        {
            return SaveOutcome.ChangedMeanwhile;
        }

        if (!newsletter.TryWrite(text))
        {
            return SaveOutcome.Incomplete;
        }

        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return SaveOutcome.Saved;
        }
        catch (DbUpdateConcurrencyException)
        {
            return SaveOutcome.ChangedMeanwhile;
        }
    }

    /// <summary>Mails one edition to the person who asks, as readers would get it. False when there is no such edition.</summary>
    public async Task<bool> TestAsync(Guid writerId, Guid id, string language, CancellationToken cancellationToken)
    {
        if (!await db.NewsletterEditions.AnyAsync(e => e.NewsletterId == id && e.Language == language, cancellationToken))
        {
            return false;
        }

        var key = $"{TestLetterWriter.Name}:{id}:{language}:{Ids.New(clock)}";
        outbox.Add(db, new MailDraft(key, MailPriority.Subscription, TestLetterWriter.Name, language) { SupporterId = writerId, Data = new IssueReference(id) });
        await db.SaveChangesAsync(cancellationToken);
        bell.Ring();
        return true;
    }

    /// <summary>Stops sending within one batch. False when it is not being sent.</summary>
    public Task<bool> PauseAsync(Guid actorId, Guid id, CancellationToken cancellationToken) =>
        MoveAsync(actorId, id, "newsletter.pause", NewsletterState.Paused, [NewsletterState.Sending], cancellationToken);

    /// <summary>Goes on after a pause. False when it is not paused, and when it paused by itself and nobody has said that it may go on all the same.</summary>
    public async Task<bool> ResumeAsync(Guid actorId, Guid id, bool despite, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var moved = await db.Newsletters
            .Where(n => n.Id == id && n.State == NewsletterState.Paused && (despite || n.PausedBecause == null))
            .ExecuteUpdateAsync(
                set => set.SetProperty(n => n.State, NewsletterState.Sending).SetProperty(n => n.PausedBecause, (string?)null).SetProperty(n => n.Version, n => n.Version + 1),
                cancellationToken);
        var resumed = moved == 1 && await RecordAsync(actorId, id, "newsletter.resume", transaction, cancellationToken);
        bell.Ring();
        return resumed;
    }

    /// <summary>Calls it off for good: a draft, one that waits for its time, or all that was not sent yet. False when it is over already.</summary>
    public Task<bool> CancelAsync(Guid actorId, Guid id, CancellationToken cancellationToken) => MoveAsync(
        actorId, id, "newsletter.cancel", NewsletterState.Cancelled,
        [NewsletterState.Draft, NewsletterState.Scheduled, NewsletterState.Freezing, NewsletterState.Sending, NewsletterState.Paused], cancellationToken);

    private async Task<bool> MoveAsync(Guid actorId, Guid id, string action, NewsletterState to, NewsletterState[] from, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var moved = await db.Newsletters
            .Where(n => n.Id == id && from.Contains(n.State))
            .ExecuteUpdateAsync(set => set.SetProperty(n => n.State, to).SetProperty(n => n.Version, n => n.Version + 1), cancellationToken);
        return moved == 1 && await RecordAsync(actorId, id, action, transaction, cancellationToken);
    }

    private async Task<bool> RecordAsync(
        Guid actorId, Guid id, string action, Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction transaction, CancellationToken cancellationToken)
    {
        db.AuditEntries.Add(new AuditEntry { Id = Ids.New(clock), At = clock.GetUtcNow(), ActorId = actorId, Action = action, SubjectId = id });
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}

/// <summary>What came of saving a draft.</summary>
public enum SaveOutcome
{
    /// <summary>Saved.</summary>
    Saved,

    /// <summary>There is no such draft, or it is being sent.</summary>
    NoDraft,

    /// <summary>Somebody else saved it since it was opened.</summary>
    ChangedMeanwhile,

    /// <summary>The main edition is missing, or an edition lacks its subject or its text.</summary>
    Incomplete,
}
