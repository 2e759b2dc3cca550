using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Privacy;
using Portal.Core.Updates.Campaigns;

namespace Portal.Core.Organisations.Founding;

/// <summary>Takes organisations into the coalition and writes what it says of them, as an administrator; each time on record. None is ever deleted: shifts and updates are theirs.</summary>
public sealed class OrganisationFounding(Retry retry, TimeProvider clock)
{
    private const string CreatedAction = "organisation.created";
    private const string ChangedAction = "organisation.changed";

    /// <summary>Takes one in, once per <paramref name="formKey"/>. Its name in addresses stays for good; it begins without anybody who organises.</summary>
    public Task<OrganisationOutcome> CreateAsync(Guid actorId, string? slug, OrganisationPlan plan, Guid formKey, CancellationToken cancellationToken)
    {
        var (name, clean) = ((slug ?? "").Trim(), plan.Cleaned());
        return retry.RunAsync((db, token) => CreateOnceAsync(db, actorId, name, clean, formKey, token), cancellationToken);
    }

    /// <summary>Writes one anew; which fields changed is on record.</summary>
    public Task<OrganisationOutcome> ChangeAsync(Guid actorId, Guid organisationId, OrganisationPlan plan, CancellationToken cancellationToken)
    {
        var clean = plan.Cleaned();
        return retry.RunAsync((db, token) => ChangeOnceAsync(db, actorId, organisationId, clean, token), cancellationToken);
    }

    private async Task<OrganisationOutcome> CreateOnceAsync(PortalDbContext db, Guid actorId, string slug, OrganisationPlan plan, Guid formKey, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();

        // One form of a person after the other: the second tap waits for the first, and finds what it made.
        if (!await db.LockSupporterAsync(actorId, cancellationToken) || !await db.Administrators(now).ContainsAsync(actorId, cancellationToken))
        {
            return new(FoundingResult.NotFound);
        }

        if (await FormMade.FindAsync(db, FormMade.Organisation, actorId, formKey, cancellationToken) is { } before)
        {
            return before.Id is { } made ? new(FoundingResult.Done, made) : new(FoundingResult.NotFound);
        }

        // Of two who choose one name at once, the index refuses the second, who then looks again.
        var wrong = CampaignSlug.FaultOf(slug) ?? (await db.Organisations.AnyAsync(o => o.Slug == slug, cancellationToken) ? SlugFault.Taken : null);
        if (await FaultsAsync(db, plan, id: null, cancellationToken) is var refused && (wrong is not null || refused is not null))
        {
            return (refused ?? new(FoundingResult.Refused)) with { Slug = wrong };
        }

        var organisation = new Organisation
        {
            Id = Ids.New(clock),
            Slug = slug,
            Name = plan.Name,
            Standing = plan.Standing,
            Summary = plan.Summary,
            Description = plan.Description,
            PublicEmail = plan.PublicEmail,
            Website = plan.Website,
        };
        db.Organisations.Add(organisation);
        FormMade.Add(db, FormMade.Organisation, actorId, formKey, organisation.Id, now);
        Record(db, actorId, CreatedAction, organisation.Id, slug, now);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(FoundingResult.Done, organisation.Id);
    }

    private async Task<OrganisationOutcome> ChangeOnceAsync(PortalDbContext db, Guid actorId, Guid organisationId, OrganisationPlan plan, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await db.Organisations.FirstOrDefaultAsync(o => o.Id == organisationId && db.Administrators(now).Contains(actorId), cancellationToken) is not { } organisation)
        {
            return new(FoundingResult.NotFound);
        }

        if (await FaultsAsync(db, plan, organisationId, cancellationToken) is { } refused)
        {
            return refused;
        }

        var before = FoundingQueries.PlanOf(organisation);
        if (before != plan)
        {
            (organisation.Name, organisation.Standing, organisation.Summary, organisation.Description) = (plan.Name, plan.Standing, plan.Summary, plan.Description);
            (organisation.PublicEmail, organisation.Website) = (plan.PublicEmail, plan.Website);
            Record(db, actorId, ChangedAction, organisationId, string.Join(", ", Changed(before, plan)), now);
            await db.SaveChangesAsync(cancellationToken);
        }

        return new(FoundingResult.Done, organisationId);
    }

    /// <summary>All that is wrong; null where nothing is.</summary>
    private static async Task<OrganisationOutcome?> FaultsAsync(PortalDbContext db, OrganisationPlan plan, Guid? id, CancellationToken cancellationToken)
    {
        var (texts, faults) = (plan.TextFaults().ToList(), plan.Faults().ToList());
        var names = await db.Organisations.Where(o => o.Id != id).Select(o => o.Name).ToListAsync(cancellationToken);
        if (names.Exists(name => string.Equals(name, plan.Name, StringComparison.OrdinalIgnoreCase)))
        {
            faults.Add(OrganisationFault.NameTaken);
        }

        return texts.Count + faults.Count == 0 ? null : new(FoundingResult.Refused) { Texts = texts, Faults = faults };
    }

    private static IEnumerable<string> Changed(OrganisationPlan before, OrganisationPlan after)
    {
        (string Name, bool Same)[] fields =
        [
            (nameof(OrganisationPlan.Name), before.Name == after.Name),
            (nameof(OrganisationPlan.Standing), before.Standing == after.Standing),
            (nameof(OrganisationPlan.Summary), before.Summary.Equals(after.Summary)),
            (nameof(OrganisationPlan.Description), before.Description.Equals(after.Description)),
            (nameof(OrganisationPlan.PublicEmail), before.PublicEmail == after.PublicEmail),
            (nameof(OrganisationPlan.Website), before.Website == after.Website),
        ];
        return fields.Where(field => !field.Same).Select(field => field.Name);
    }

    private void Record(PortalDbContext db, Guid actorId, string action, Guid id, string detail, DateTimeOffset now) => db.AuditEntries.Add(new AuditEntry
    {
        Id = Ids.New(clock),
        At = now,
        ActorId = actorId,
        Action = action,
        SubjectId = id,
        OrganisationId = id,
        Detail = detail,
    });
}
