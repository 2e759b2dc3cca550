using Portal.Core.Data;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Editions;
using Portal.Core.Shifts;
using Portal.Core.Updates;

namespace Portal.Core.Tests.Newsletters.Editions;

/// <summary>Blocks that fill themselves.</summary>
public sealed class BlocksTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Shifts_are_the_public_ones_that_lack_people_told_by_the_clock_of_their_site_in_each_language(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var lacking = await portal.Data.CreateShiftAsync(positions: [("Cook", 3, 5), ("Driver", 1, 1)]);
        await portal.Data.FillAsync(lacking, 1);
        var enough = await portal.Data.CreateShiftAsync();
        await portal.Data.FillAsync(enough, 1);
        var members = await portal.Data.CreateShiftAsync(visibility: Visibility.Members);
        var organisers = await portal.Data.CreateShiftAsync(visibility: Visibility.Invited);
        var draft = await portal.Data.CreateShiftAsync(published: false);
        var past = await portal.Data.CreateShiftAsync(startsIn: -TimeSpan.FromHours(2));

        var (english, french) = await FillAsync(portal, "{{shifts}}");

        Assert.Contains($"https://localhost/shifts/{lacking.Id}", english, StringComparison.Ordinal);
        Assert.Contains("Thursday 21 January, 10:00–14:00 (Calais time): 3 more people are needed", MarkdownText.From(english), StringComparison.Ordinal);
        Assert.Contains("jeudi 21 janvier, 10:00–14:00 (heure de Calais) : il manque encore 3 personnes", MarkdownText.From(french), StringComparison.Ordinal);
        Assert.All(new[] { enough, members, organisers, draft, past }, shift => Assert.DoesNotContain(shift.Id.ToString(), english, StringComparison.Ordinal));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Updates_are_public_ones_and_a_campaign_says_how_many_it_has(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var campaign = new Campaign { Id = Ids.New(portal.Clock), Slug = "winter", Name = LocalText.Of("Winter shelter", "Abris d’hiver") };
        await portal.Data.SaveAsync(campaign);
        await PostAsync(portal, "Cold tonight", campaign: campaign.Id);
        await PostAsync(portal, "Among us", channel: Channel.Community, campaign: campaign.Id);
        await PostAsync(portal, "Taken back", campaign: campaign.Id, withdrawn: true);
        await PostAsync(portal, "Boots wanted");

        var updates = MarkdownText.From((await FillAsync(portal, "{{updates}}")).English);
        Assert.Contains("Boots wanted", updates, StringComparison.Ordinal);
        Assert.Contains("Cold tonight", updates, StringComparison.Ordinal);
        Assert.DoesNotContain("Among us", updates, StringComparison.Ordinal);
        Assert.DoesNotContain("Taken back", updates, StringComparison.Ordinal);
        var (english, french) = await FillAsync(portal, "{{campaign:winter}}");
        Assert.Contains("Winter shelter\n1 update so far.", MarkdownText.From(english), StringComparison.Ordinal);
        Assert.Contains("Abris d’hiver\n1 actualité jusqu’ici.", MarkdownText.From(french), StringComparison.Ordinal);
        Assert.DoesNotContain("Boots wanted", english, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Words_of_people_inside_blocks_are_mere_words(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        string[] titles =
        [
            @"[tap](https://evil.example) **now** \ `x` <b>y</b> &amp; # 1. - _z_ ~~q~~", "https://evil.example and www.evil.example", new string('[', 140),
            "]( https://evil.example", "\u202Eلا تنس \u2066", "{{shifts}}", "***", "1) one", "a|b\n---|---",
        ];
        foreach (var title in titles)
        {
            await using var alone = await TestPortal.StartAsync(provider);
            await PostAsync(alone, title);

            var body = (await FillAsync(alone, "{{updates}}")).English;
            var (html, text) = (MarkdownRenderer.ToHtml(body), MarkdownText.From(body));

            Assert.Contains(TypedText.WithoutDirectionMarks(TypedText.Line(title)), text, StringComparison.Ordinal);
            Assert.DoesNotContain("href=\"https://evil", html, StringComparison.Ordinal);
            Assert.DoesNotContain("href=\"http://www.evil", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<strong>", html, StringComparison.Ordinal);
            Assert.Equal(2, html.Split("<a ").Length - 1);
        }
    }

    [Fact]
    public void A_block_stands_on_a_line_of_its_own_and_what_is_none_is_named()
    {
        Assert.Null(BlockText.Unknown("Hi\n{{shifts}}\r\n  {{ updates }}\n{{campaign:winter}}", ["winter"]));
        Assert.Equal("{{campaign:summer}}", BlockText.Unknown("{{campaign:summer}}", ["winter"]));
        Assert.Equal("{{shift}}", BlockText.Unknown("{{shift}}", []));
        Assert.Equal("{{shifts:x}}", BlockText.Unknown("{{shifts:x}}", []));
        Assert.Equal("{{shifts}}", BlockText.Unknown("We need you: {{shifts}}", []));
        Assert.Equal([new("shifts", ""), new("campaign", "winter")], BlockText.In("{{shifts}}\n{{nothing in it}}\n{{campaign:winter}}"));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_text_without_blocks_stays_as_it_is(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);

        Assert.Equal(("Hello\n{{ }", "Hello\n{{ }"), await FillAsync(portal, "Hello\n{{ }"));
    }

    private static async Task<(string English, string French)> FillAsync(TestPortal portal, string body)
    {
        var filled = await portal.RunAsync<NewsletterBlocks, IReadOnlyList<EditionText>>(
            b => b.FillAsync([new("en", "s", "", body), new("fr", "s", "", body)], CancellationToken.None));
        return (filled[0].Body, filled[1].Body);
    }

    private static async Task PostAsync(TestPortal portal, string title, string channel = Channel.Public, Guid? campaign = null, bool withdrawn = false)
    {
        var organisation = await portal.Data.CreateOrganisationAsync();
        var author = await portal.Data.CreateOrganiserAsync(organisation);
        await using var db = portal.NewContext();
        var update = new Update
        {
            Id = Ids.New(portal.Clock),
            AuthorId = author.Id,
            OrganisationId = organisation.Id,
            CampaignId = campaign,
            Channel = channel,
            Severity = Severity.Normal,
            Title = title,
            Body = "x",
            Html = "<p>x</p>",
            Language = "en",
            Seq = Random.Shared.NextInt64(1, long.MaxValue),
            PublishedAt = portal.Clock.GetUtcNow(),
        };
        db.Updates.Add(update);
        await db.SaveChangesAsync();
        if (withdrawn)
        {
            Assert.True(update.TryWithdraw(portal.Clock.GetUtcNow()));
            await db.SaveChangesAsync();
        }
    }
}
