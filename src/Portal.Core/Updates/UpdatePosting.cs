using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Shifts;
using Portal.Core.Updates.Campaigns;

namespace Portal.Core.Updates;

/// <summary>The one way in which a text becomes an update, now or at its time, within the transaction of whoever posts.</summary>
public sealed class UpdatePosting(TimeProvider clock)
{
    /// <summary>What stands against a post to a channel and a campaign: the channel must be everybody's, the organisation's own, or that of a shift of it that takes place.</summary>
    internal static async Task<List<UpdateFault>> FaultsAsync(PortalDbContext db, Guid organisationId, string channel, Guid? campaignId, CancellationToken cancellationToken)
    {
        List<UpdateFault> faults = await MayPostToAsync(db, organisationId, channel, cancellationToken) ? [] : [UpdateFault.ChannelUnknown];
        if (await CampaignOfUpdate.HoldAsync(db, campaignId, kept: null, cancellationToken) is { } wrong)
        {
            faults.Add(wrong);
        }

        return faults;
    }

    /// <summary>Posts: the update, its event, and the record of what was pointed out in it. The channel's lock is the last that is taken.</summary>
    internal async Task AddAsync(PortalDbContext db, UpdatePost post, CancellationToken cancellationToken)
    {
        var (text, now) = (post.Text, clock.GetUtcNow());
        RiskRecord.Add(db, clock, post.AuthorId, post.OrganisationId, post.Id, text);
        await db.SaveChangesAsync(cancellationToken);
        var seq = await ChannelNumbers.NextAsync(db, post.Channel, now, cancellationToken);
        db.Updates.Add(new Update
        {
            Id = post.Id,
            AuthorId = post.AuthorId,
            OrganisationId = post.OrganisationId,
            CircleId = post.CircleId,
            CampaignId = text.CampaignId,
            Channel = post.Channel,
            Severity = text.Severity,
            Title = text.Title,
            Body = text.Body,
            Html = MarkdownRenderer.ToHtml(text.Body),
            Language = text.Language,
            Seq = seq,
            PublishedAt = now,
        });
        db.ChannelEvents.Add(new ChannelEvent { Channel = post.Channel, Seq = seq, UpdateId = post.Id, Kind = ChannelEventKind.Posted, At = now });
        await db.SaveChangesAsync(cancellationToken);
    }

    private static async Task<bool> MayPostToAsync(PortalDbContext db, Guid organisationId, string channel, CancellationToken cancellationToken) =>
        channel is Channel.Public or Channel.Community
        || (Channel.IsOfOrganisation(channel, out var slug) && await db.Organisations.AnyAsync(o => o.Id == organisationId && o.Slug == slug, cancellationToken))
        || (Channel.IsOfShift(channel, out var shift)
            && await db.Shifts.AnyAsync(s => s.Id == shift && s.OrganisationId == organisationId && s.Status == ShiftStatus.Published, cancellationToken));
}

/// <summary>A text on its way: which update it becomes, who answers for it, whose it is and who will read it.</summary>
internal sealed record UpdatePost(Guid Id, Guid AuthorId, Guid? OrganisationId, string Channel, UpdateText Text)
{
    /// <summary>The circle whose it is; then it is no organisation's.</summary>
    public Guid? CircleId { get; init; }
}
