using Microsoft.EntityFrameworkCore;
using Portal.Core.Updates.Safety;

namespace Portal.Core.Updates.Translations;

/// <summary>Keeps what an update says in other languages. Readers have a change at once, as they have one of the update itself.</summary>
public sealed class TranslationService(BesidePoints points, UpdateChanges changes, TimeProvider clock)
{
    /// <summary>
    /// Gives an update a text in the language of <paramref name="text"/>, under the rules that hold for the update itself.
    /// <paramref name="version"/> is that of the update which the organiser saw beside it.
    /// </summary>
    public async Task<UpdateOutcome> SaveAsync(Guid organiserId, Guid updateId, int version, UpdateText text, CancellationToken cancellationToken)
    {
        text = (await points.LayOnUpdateAsync(text, organiserId, updateId, cancellationToken)).Cleaned();
        if (text.Faults().ToList() is { Count: > 0 } faults)
        {
            return UpdateOutcome.Refused(faults);
        }

        return await changes.MakeAsync(organiserId, updateId, ChannelEventKind.Edited, async (db, update) =>
        {
            if (update.WithdrawnAt is not null)
            {
                return UpdateOutcome.Not(UpdateResult.Withdrawn);
            }

            var found = await db.UpdateTranslations.SingleOrDefaultAsync(t => t.UpdateId == updateId && t.Language == text.Language, cancellationToken);
            if (found is not null && found.Title == text.Title && found.Body == text.Body)
            {
                return UpdateOutcome.Done(updateId);
            }

            if (update.Version != version || update.Language == text.Language || !update.TryAccompany())
            {
                return UpdateOutcome.Not(UpdateResult.ChangedMeanwhile);
            }

            var html = MarkdownRenderer.ToHtml(text.Body);
            if (found is null)
            {
                db.UpdateTranslations.Add(new UpdateTranslation { UpdateId = updateId, Language = text.Language, Title = text.Title, Body = text.Body, Html = html });
            }
            else
            {
                (found.Title, found.Body, found.Html) = (text.Title, text.Body, html);
            }

            RiskRecord.Add(db, clock, organiserId, update.OrganisationId, updateId, text);
            return null;
        }, cancellationToken);
    }

    /// <summary>Takes a translation away; twice is the same as once.</summary>
    public Task<UpdateOutcome> RemoveAsync(Guid organiserId, Guid updateId, string language, CancellationToken cancellationToken) =>
        changes.MakeAsync(organiserId, updateId, ChannelEventKind.Edited, async (db, update) =>
        {
            var found = await db.UpdateTranslations.SingleOrDefaultAsync(t => t.UpdateId == updateId && t.Language == language, cancellationToken);
            if (found is null || !update.TryAccompany())
            {
                return UpdateOutcome.Done(updateId);
            }

            db.UpdateTranslations.Remove(found);
            return null;
        }, cancellationToken);
}
