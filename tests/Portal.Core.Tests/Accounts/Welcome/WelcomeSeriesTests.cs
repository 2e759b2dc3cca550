using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Accounts;
using Portal.Core.Accounts.Welcome;
using Portal.Core.Actions;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Needs;
using Portal.Core.Tests.Accounts.Deletion;

namespace Portal.Core.Tests.Accounts.Welcome;

public sealed class WelcomeSeriesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Three_mails_come_over_two_weeks_each_once_however_often_and_by_however_many_it_is_run(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (ruth, old) = (await NewAsync(portal), await portal.Data.CreateSupporterAsync());

        foreach (var (days, mails) in new[] { (0, 0), (1, 1), (3, 1), (6, 2), (13, 3), (20, 3) })
        {
            portal.Clock.Advance(TestPortal.Begin.AddDays(days) - portal.Clock.GetUtcNow());
            await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => RunAsync(portal), Stop)));
            Assert.Equal(mails, (await portal.MailAsync(WelcomeSeries.Template)).Count);
        }

        Assert.DoesNotContain(await portal.MailAsync(WelcomeSeries.Template), m => m.SupporterId == old.Id);
        Assert.Null(await FromAsync(portal, ruth));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task It_ends_when_one_has_begun_to_help_and_a_mail_that_waits_is_not_sent(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var people = new[] { await NewAsync(portal), await NewAsync(portal), await NewAsync(portal) };
        portal.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(3, await RunAsync(portal));

        await portal.Data.CreateBookingAsync(people[0], await portal.Data.CreateShiftAsync(organisation));
        var action = await portal.Data.CreateActionAsync(organisation);
        Assert.Equal(DoneOutcome.Counted, await portal.RunAsync<ActionDoing, DoneOutcome>(d => d.DoAsync(people[1].Id, action, null, "en", Stop)));
        var need = await portal.Data.CreateNeedAsync(organisation, TestNeeds.Plan(60), await portal.Data.CreateOrganiserAsync(organisation));
        var pledge = new PledgePlan(5, DateOnly.FromDateTime(portal.Clock.GetUtcNow().AddDays(3).UtcDateTime), null);
        Assert.Equal(PledgeResult.Done, (await portal.RunAsync<PledgeService, PledgeOutcome>(p => p.PledgeAsync(people[2].Id, need, Ids.New(portal.Clock), pledge, Stop))).Result);
        foreach (var person in people)
        {
            Assert.Equal("done-already", (await LetterAsync(portal, person)).SkipReason);
        }

        portal.Clock.Advance(TimeSpan.FromDays(5));

        Assert.Equal(0, await RunAsync(portal));
        foreach (var person in people)
        {
            Assert.Null(await FromAsync(portal, person));
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task It_is_stopped_by_the_token_in_the_mail_and_by_no_other(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (ruth, ben) = (await NewAsync(portal), await NewAsync(portal));
        var (series, tokens) = (portal.Services.GetRequiredService<WelcomeSeries>(), portal.Services.GetRequiredService<WelcomeTokens>());
        portal.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(2, await RunAsync(portal));

        foreach (var wrong in new[] { null, "", "?", tokens.Of(ben.Id), tokens.Of(ruth.Id)[..^1], tokens.Of(ruth.Id) + "A" })
        {
            Assert.False(await series.StopAsync(ruth.Id, wrong, Stop));
        }

        Assert.NotNull(await FromAsync(portal, ruth));
        Assert.True(await series.StopAsync(ruth.Id, tokens.Of(ruth.Id), Stop));
        Assert.True(await series.StopAsync(ruth.Id, tokens.Of(ruth.Id), Stop));

        Assert.Equal("stopped", (await LetterAsync(portal, ruth)).SkipReason);
        Assert.Null((await LetterAsync(portal, ben)).SkipReason);
        portal.Clock.Advance(TimeSpan.FromDays(5));
        Assert.Equal(1, await RunAsync(portal));
    }

    [Theory]
    [InlineData(Intentions.InCalais, "/shifts")]
    [InlineData(Intentions.FromHome, "/shifts?remote=true")]
    [InlineData(Intentions.Give, "/organisations")]
    [InlineData(Intentions.SpeakUp, "/actions")]
    [InlineData(Intentions.Gather, "/shifts")]
    [InlineData(null, "/shifts")]
    public async Task Each_says_its_own_and_the_last_leads_to_what_one_ticked_first(string? intention, string path)
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Sqlite);
        var kitchen = await portal.Data.CreateOrganisationAsync("Kitchen of Calais");
        var ruth = await NewAsync(portal);
        List<string> ticked = intention is null ? [] : [intention];
        await using (var db = portal.NewContext())
        {
            await db.Supporters.Where(s => s.Id == ruth.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.Intentions, ticked), Stop);
        }

        var letters = new Dictionary<WelcomeStep, Letter>();
        foreach (var step in Enum.GetValues<WelcomeStep>())
        {
            portal.Clock.Advance(TestPortal.Begin + WelcomeSeries.After[step] - portal.Clock.GetUtcNow());
            Assert.Equal(1, await RunAsync(portal));
            letters[step] = (await LetterAsync(portal, ruth)).Letter!;
        }

        Assert.Contains(letters[WelcomeStep.Groups].Blocks.OfType<LetterBlock.Paragraph>(), text => text.Text.Contains(kitchen.Name, StringComparison.Ordinal));
        Assert.EndsWith("/updates", Button(letters[WelcomeStep.Happening]), StringComparison.Ordinal);
        Assert.EndsWith(path, Button(letters[WelcomeStep.OneThing]), StringComparison.Ordinal);
        Assert.Equal(intention is not null, letters[WelcomeStep.OneThing].Blocks.OfType<LetterBlock.Paragraph>().First().Text.StartsWith("You said", StringComparison.Ordinal));
        Assert.Equal(3, letters.Values.Select(letter => letter.Subject).Distinct(StringComparer.Ordinal).Count());
        Assert.All(letters.Values, letter => Assert.Contains(letter.FooterLink!.Address, letter.Headers["List-Unsubscribe"], StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_stopped_server_missed_for_days_is_left_out_and_who_is_suspended_is_not_welcomed()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Sqlite);
        await NewAsync(portal);
        var unwelcome = await portal.Data.CreateSupporterAsync(suspended: true);
        await BeginAsync(portal, unwelcome);
        portal.Clock.Advance(TimeSpan.FromDays(7));

        Assert.Equal(1, await RunAsync(portal));

        var only = Assert.Single(await portal.MailAsync(WelcomeSeries.Template));
        Assert.Contains($"{WelcomeStep.Groups}", only.Key, StringComparison.Ordinal);
    }

    private static string Button(Letter letter) => Assert.Single(letter.Blocks.OfType<LetterBlock.Buttons>()).Links[0].Address;

    private static async Task<Supporter> NewAsync(TestPortal portal)
    {
        var person = await portal.Data.CreateSupporterAsync();
        await BeginAsync(portal, person);
        return person;
    }

    private static async Task BeginAsync(TestPortal portal, Supporter person)
    {
        var now = portal.Clock.GetUtcNow();
        await using var db = portal.NewContext();
        await db.Supporters.Where(s => s.Id == person.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.WelcomeFrom, now), Stop);
    }

    private static async Task<DateTimeOffset?> FromAsync(TestPortal portal, Supporter person)
    {
        await using var db = portal.NewContext();
        return await db.Supporters.Where(s => s.Id == person.Id).Select(s => s.WelcomeFrom).SingleAsync(Stop);
    }

    // As the dispatcher does: the person is read when the letter is written.
    private static async Task<WrittenLetter> LetterAsync(TestPortal portal, Supporter person)
    {
        await using var db = portal.NewContext();
        return await Letters.WriteAsync(portal, WelcomeSeries.Template, await db.Supporters.AsNoTracking().SingleAsync(s => s.Id == person.Id, Stop));
    }

    private static Task<int> RunAsync(TestPortal portal) => portal.Services.GetRequiredService<WelcomeSeries>().WriteDueAsync(Stop);
}
