using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Shifts;

namespace Portal.Core.Updates.Planned;

/// <summary>Reads what is planned, for the organisers whose it is.</summary>
public sealed class PlannedUpdateQueries(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>What these organisations have planned: what is held first, then the soonest.</summary>
    public async Task<IReadOnlyList<PlannedCard>> OfOrganisationsAsync(IReadOnlyList<Guid> organisationIds, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await ReadAsync(db, db.PlannedUpdates.Where(p => organisationIds.Contains(p.OrganisationId)), cancellationToken);
    }

    /// <summary>One that these organisations have planned; null where there is none.</summary>
    public async Task<PlannedCard?> FindAsync(Guid id, IReadOnlyList<Guid> organisationIds, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await ReadAsync(db, db.PlannedUpdates.Where(p => p.Id == id && organisationIds.Contains(p.OrganisationId)), cancellationToken) is [var found] ? found : null;
    }

    private async Task<IReadOnlyList<PlannedCard>> ReadAsync(PortalDbContext db, IQueryable<PlannedUpdate> planned, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var rows = await planned.AsNoTracking()
            .OrderBy(p => p.HeldAt == null).ThenBy(p => p.PublishAt).ThenBy(p => p.Id)
            .Select(p => new
            {
                Planned = p,
                p.Organisation!.Name,
                p.Organisation.Slug,
                AuthorMay = db.Organisers(now).Any(m => m.SupporterId == p.AuthorId && m.OrganisationId == p.OrganisationId),
                CampaignEnded = db.Campaigns.Any(c => c.Id == p.CampaignId && c.EndedAt != null),
            })
            .ToListAsync(cancellationToken);
        var shifts = rows.Where(r => r.Planned.HeldAt is not null).Select(r => Channel.IsOfShift(r.Planned.Channel, out var shift) ? shift : (Guid?)null).OfType<Guid>().ToList();
        var open = shifts.Count == 0 ? [] : await db.Shifts.Where(s => shifts.Contains(s.Id) && s.Status == ShiftStatus.Published).Select(s => s.Id).ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(r => new PlannedCard(r.Planned.Id, r.Planned.OrganisationId, r.Name, r.Planned.Channel, r.Planned.Text(), r.Planned.PublishAt, r.Planned.Version)
            {
                HeldAt = r.Planned.HeldAt,
                Reasons = r.Planned.HeldAt is null ? [] : [.. Reasons(r.AuthorMay, ChannelIsOpen(r.Planned.Channel, r.Slug, open), r.CampaignEnded)],
            }),
        ];
    }

    private static IEnumerable<HeldReason> Reasons(bool authorMay, bool channelIsOpen, bool campaignEnded)
    {
        if (!authorMay)
        {
            yield return HeldReason.Author;
        }

        if (!channelIsOpen)
        {
            yield return HeldReason.Channel;
        }

        if (campaignEnded)
        {
            yield return HeldReason.Campaign;
        }

        // What it was held for may have passed; still somebody has to say so, for its moment has passed too.
        if (authorMay && channelIsOpen && !campaignEnded)
        {
            yield return HeldReason.Moment;
        }
    }

    private static bool ChannelIsOpen(string channel, string slug, List<Guid> openShifts) =>
        Channel.IsOfShift(channel, out var shift) ? openShifts.Contains(shift)
        : !Channel.IsOfOrganisation(channel, out var named) || named == slug;
}

/// <summary>What is planned, as its organisation sees it.</summary>
public sealed record PlannedCard(Guid Id, Guid OrganisationId, string Organisation, string Channel, UpdateText Text, DateTimeOffset PublishAt, int Version)
{
    /// <summary>When it was held instead of being posted; null while its moment has not come.</summary>
    public DateTimeOffset? HeldAt { get; init; }

    /// <summary>Why it is held, all reasons at once, as they are now.</summary>
    public IReadOnlyList<HeldReason> Reasons { get; init; } = [];
}

/// <summary>Why an update that was due is held.</summary>
public enum HeldReason
{
    /// <summary>Its author is no organiser of the organisation any more.</summary>
    Author,

    /// <summary>Its channel is none to which the organisation may post now.</summary>
    Channel,

    /// <summary>Its campaign has ended.</summary>
    Campaign,

    /// <summary>What it was held for is over, and so is its moment.</summary>
    Moment,
}
