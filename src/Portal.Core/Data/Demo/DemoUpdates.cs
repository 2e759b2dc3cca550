using Microsoft.EntityFrameworkCore;
using Portal.Core.Updates;

namespace Portal.Core.Data.Demo;

/// <summary>Twelve updates of the last days in the two channels, some of them in a campaign.</summary>
internal static class DemoUpdates
{
    private sealed record Post(string Group, double HoursAgo, string Channel, Severity Severity, string Language, string Title, string Body, string? Campaign = null);

    private static readonly Post[] Posts =
    [
        new("the-woodyard", 170, Channel.Public, Severity.Normal, "en", "The saw is back", "After a week of hand saws the big saw is repaired. Wood for the weekend is safe. *Thank you* to the mechanic who came on a Sunday.", DemoCampaigns.Shelter),
        new("refugee-info-bus", 148, Channel.Public, Severity.Normal, "fr", "Le bulletin de la semaine est en ligne", "Cette semaine : les délais de demande d’asile, et où recharger un téléphone. Disponible en **sept langues**."),
        new("collective-aid", 126, Channel.Public, Severity.Thanks, "en", "340 sleeping bags from Leeds", "Twelve boxes, all washed and rated for the cold. They go out tonight.", DemoCampaigns.Shelter),
        new("project-play", 101, Channel.Public, Severity.Normal, "en", "Play in the rain works", "With a tarpaulin, two kites and a lot of tea."),
        new("calais-food-collective", 92, Channel.Community, Severity.Normal, "en", "New way in at the warehouse", "The front door sticks. Ring, and somebody lets you in at the side."),
        new("human-rights-observers", 75, Channel.Public, Severity.Normal, "en", "Second eviction this week", "Tents and blankets were taken again. What we saw is written down and goes into the monthly report.", DemoCampaigns.Evictions),
        new("refugee-womens-centre", 53, Channel.Public, Severity.Normal, "fr", "Nous cherchons des poussettes", "Solides, pliables, avec de bonnes roues. À déposer à l’entrepôt."),
        new("calais-food-collective", 30, Channel.Public, Severity.Thanks, "en", "1,200 parcels in seven days", "Packed by 31 people, who between them speak nine languages."),
        new("the-woodyard", 26, Channel.Public, Severity.Thanks, "en", "4.2 tonnes of firewood bagged this month", "Eleven volunteers, five languages, one very tired chainsaw.", DemoCampaigns.Shelter),
        new("human-rights-observers", 9, Channel.Public, Severity.Normal, "en", "Third eviction this week", "Tents and blankets were taken this morning. Collective Aid is restocking; sorting shifts are open.", DemoCampaigns.Evictions),
        new("calais-food-collective", 4, Channel.Community, Severity.Urgent, "en", "One more driver needed this week", "A van is off the road. With one more driver every evening round goes ahead: see the shifts marked *Driver*."),
        new("collective-aid", 1.2, Channel.Public, Severity.Normal, "en", "Gloves, gloves, gloves", "Size L and up. The cold is back on Thursday. Bring them to the warehouse or send them with the next convoy.", DemoCampaigns.Shelter),
    ];

    public static async Task AddAsync(PortalDbContext db, TimeProvider clock, IReadOnlyDictionary<string, DemoGroup> groups, DemoCrowd people, CancellationToken cancellationToken)
    {
        var campaigns = DemoCampaigns.Add(db, clock);
        var heads = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var post in Posts)
        {
            var seq = heads[post.Channel] = heads.GetValueOrDefault(post.Channel) + 1;
            var at = clock.GetUtcNow().AddHours(-post.HoursAgo);
            var update = new Update
            {
                Id = Guid.CreateVersion7(at),
                AuthorId = people.Organisers[post.Group].Id,
                OrganisationId = groups[post.Group].Organisation.Id,
                CampaignId = post.Campaign is null ? null : campaigns[post.Campaign].Id,
                Channel = post.Channel,
                Severity = post.Severity,
                Language = post.Language,
                Title = post.Title,
                Body = post.Body,
                Html = MarkdownRenderer.ToHtml(post.Body),
                Seq = seq,
                PublishedAt = at,
            };
            db.Updates.Add(update);
            db.ChannelEvents.Add(new ChannelEvent { Channel = post.Channel, Seq = seq, UpdateId = update.Id, Kind = ChannelEventKind.Posted, At = at });
        }

        foreach (var (channel, head) in heads)
        {
            await db.Channels.Where(c => c.Name == channel).ExecuteUpdateAsync(set => set.SetProperty(c => c.Head, head), cancellationToken);
        }
    }
}
