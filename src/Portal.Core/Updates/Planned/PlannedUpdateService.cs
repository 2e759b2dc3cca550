using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Updates.Safety;

namespace Portal.Core.Updates.Planned;

/// <summary>Keeps updates until their moment; <see cref="PlannedPosting"/> posts them.</summary>
public sealed class PlannedUpdateService(BesidePoints points, IDbContextFactory<PortalDbContext> contexts, Retry retry, TimeProvider clock)
{
    // Beside the entry when it is posted: then nobody is there on whose behalf the meeting points could be opened.
    private const string Planned = "update.planned-with-risk";

    /// <summary>How far ahead one may plan.</summary>
    public static readonly TimeSpan Furthest = TimeSpan.FromDays(366);

    /// <summary>All that is wrong with what is to be posted at a moment; null for one that is not known.</summary>
    public IReadOnlyList<UpdateFault> FaultsOf(UpdateText text, string channel, DateTimeOffset? at) => [.. UpdateService.FaultsOf(text, channel), .. FaultsOf(at)];

    /// <summary>Plans once per <paramref name="formKey"/>, which is the same as that of a post: whichever comes first is done.</summary>
    public async Task<UpdateOutcome> PlanAsync(
        Guid authorId, Guid organisationId, string channel, UpdateText text, DateTimeOffset at, Guid formKey, CancellationToken cancellationToken)
    {
        text = await points.LayAsync(text, authorId, organisationId, cancellationToken);
        if (FaultsOf(text, channel, at) is { Count: > 0 } faults)
        {
            return UpdateOutcome.Refused(faults);
        }

        text = text.Cleaned();
        return await retry.RunAsync(async (db, token) =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(token);
            if (await FormMade.FindAsync(db, FormMade.Update, authorId, formKey, token) is { } before)
            {
                return before.Id is { } made ? UpdateOutcome.Done(made) : UpdateOutcome.Not(UpdateResult.NotFound);
            }

            var now = clock.GetUtcNow();
            if (!await db.OrganisedBy(authorId, now).AnyAsync(id => id == organisationId, token))
            {
                return UpdateOutcome.Not(UpdateResult.NotFound);
            }

            if (await UpdatePosting.FaultsAsync(db, organisationId, channel, text.CampaignId, token) is { Count: > 0 } wrong)
            {
                return UpdateOutcome.Refused(wrong);
            }

            var id = Ids.New(clock);
            FormMade.Add(db, FormMade.Update, authorId, formKey, id, now);
            db.PlannedUpdates.Add(new PlannedUpdate
            {
                Id = id,
                AuthorId = authorId,
                OrganisationId = organisationId,
                CampaignId = text.CampaignId,
                Channel = channel,
                Severity = text.Severity,
                Title = text.Title,
                Body = text.Body,
                Language = text.Language,
                WhySafe = text.WhySafe,
                PublishAt = at,
            });
            RiskRecord.Add(db, clock, Planned, authorId, organisationId, id, text.WhySafe, text.Risks);
            await db.SaveChangesAsync(token);
            await transaction.CommitAsync(token);
            return UpdateOutcome.Done(id);
        }, cancellationToken);
    }

    /// <summary>
    /// Gives what is planned another text or moment. Whoever changes it answers for it from then on; so what is held because its author has left is
    /// free again. <paramref name="version"/> is that of what the organiser saw.
    /// </summary>
    public async Task<UpdateOutcome> ChangeAsync(Guid organiserId, Guid id, int version, UpdateText text, DateTimeOffset at, CancellationToken cancellationToken)
    {
        text = (await points.LayOnPlannedAsync(text, organiserId, id, cancellationToken)).Cleaned();
        List<UpdateFault> faults = [.. text.Faults(), .. FaultsOf(at)];
        return faults.Count > 0 ? UpdateOutcome.Refused(faults) : await retry.RunAsync(async (db, token) =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(token);
            if (await Own(db, organiserId, id).SingleOrDefaultAsync(token) is not { } planned)
            {
                return UpdateOutcome.Not(UpdateResult.NotFound);
            }

            if (await UpdatePosting.FaultsAsync(db, planned.OrganisationId, planned.Channel, text.CampaignId, token) is { Count: > 0 } wrong)
            {
                return UpdateOutcome.Refused(wrong);
            }

            if (planned.Version != version)
            {
                return UpdateOutcome.Not(UpdateResult.ChangedMeanwhile);
            }

            planned.Give(text, at, organiserId);
            RiskRecord.Add(db, clock, Planned, organiserId, planned.OrganisationId, id, text.WhySafe, text.Risks);
            await db.SaveChangesAsync(token);
            await transaction.CommitAsync(token);
            return UpdateOutcome.Done(id);
        }, cancellationToken);
    }

    /// <summary>Gives it up for good; what was posted meanwhile is not found, and can be withdrawn.</summary>
    public async Task<UpdateOutcome> DropAsync(Guid organiserId, Guid id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await Own(db, organiserId, id).ExecuteDeleteAsync(cancellationToken) > 0 ? UpdateOutcome.Done(id) : UpdateOutcome.Not(UpdateResult.NotFound);
    }

    private IEnumerable<UpdateFault> FaultsOf(DateTimeOffset? at) =>
        at is not { } moment ? []
        : moment <= clock.GetUtcNow() ? [UpdateFault.TimePast]
        : moment > clock.GetUtcNow() + Furthest ? [UpdateFault.TimeTooFar]
        : [];

    private IQueryable<PlannedUpdate> Own(PortalDbContext db, Guid organiserId, Guid id)
    {
        var now = clock.GetUtcNow();
        return db.PlannedUpdates.Where(p => p.Id == id && db.OrganisedBy(organiserId, now).Contains(p.OrganisationId));
    }
}
