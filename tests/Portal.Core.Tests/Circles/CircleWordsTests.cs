using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Circles;
using Portal.Core.Concerns;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Updates;
using Portal.Core.Updates.Following;

namespace Portal.Core.Tests.Circles;

/// <summary>What is said in a circle: posts that members alone read, mails that show nobody an address, and reports that hosts never see.</summary>
public sealed class CircleWordsTests
{
    private static readonly UpdateText Hello = new("Tea on Sunday", "Bring a **cup**.", Severity.Normal, "en");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Hosts_post_to_members_alone(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (ana, bea, cem) = (await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync());
        var circle = await portal.Data.CreateCircleAsync(ana);
        await portal.Data.JoinCircleAsync(bea, circle);
        var (posts, key) = (portal.Services.GetRequiredService<CirclePosts>(), Ids.New(portal.Clock));

        Assert.Equal(UpdateResult.NotFound, (await posts.PostAsync(bea.Id, circle.Id, Hello, Ids.New(portal.Clock), Stop)).Result);
        Assert.Equal([UpdateFault.Unsafe], (await posts.PostAsync(ana.Id, circle.Id, Hello with { Body = "Ring 06 12 34 56 78." }, Ids.New(portal.Clock), Stop)).Faults);
        var twice = await Task.WhenAll(posts.PostAsync(ana.Id, circle.Id, Hello, key, Stop), posts.PostAsync(ana.Id, circle.Id, Hello, key, Stop));
        Assert.Equal(twice[0].UpdateId, twice[1].UpdateId);

        var channel = Channel.OfCircle(circle.Slug);
        foreach (var (reader, reads) in new[] { (ana.Id, true), (bea.Id, true), (cem.Id, false) })
        {
            var sight = await portal.Services.GetRequiredService<ChannelQueries>().ReadAsync(reader, Stop);
            Assert.Equal(reads, sight.Find(channel) is not null);
            Assert.Equal(reads, (await portal.Services.GetRequiredService<LiveReaderQueries>().ReadAsync(reader, Stop)).MayRead(channel));
            Assert.Equal(reads, (await portal.Services.GetRequiredService<UpdateQueries>().FindAsync(twice[0].UpdateId!.Value, sight, reader, Stop)) is { Card.Organisation: "Lyon" });
            Assert.Equal(reads ? 1 : 0, (await portal.Services.GetRequiredService<UpdateQueries>().ListAsync(sight, 1, Stop)).Updates.Count);
        }

        var frame = Assert.Single((await portal.Services.GetRequiredService<FrameQueries>().ReadAsync(channel, 0, Stop)).Frames!);
        Assert.Equal(("Lyon", "Tea on Sunday"), (frame.Organisation, frame.Title));
        await portal.Services.GetRequiredService<ChannelMutes>().KeepAsync(bea.Id, [Channel.Community], Stop);
        Assert.Empty((await portal.Services.GetRequiredService<UpdateQueries>().ListAsync(await portal.Services.GetRequiredService<ChannelQueries>().ReadAsync(bea.Id, Stop), 1, Stop)).Updates);

        var updates = portal.Services.GetRequiredService<UpdateService>();
        Assert.Equal(UpdateResult.NotFound, (await updates.WithdrawAsync(bea.Id, twice[0].UpdateId!.Value, Stop)).Result);
        Assert.Equal(UpdateResult.Done, (await updates.WithdrawAsync((await portal.Data.CreateAdministratorAsync()).Id, twice[0].UpdateId!.Value, Stop)).Result);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_mail_goes_to_each_member_who_wants_it_so_many_a_day(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (ana, bea, cem) = (await portal.Data.CreateSupporterAsync("Ana", email: "ana@secret.example"), await portal.Data.CreateSupporterAsync(language: "fr", email: "bea@secret.example"), await portal.Data.CreateSupporterAsync());
        var circle = await portal.Data.CreateCircleAsync(ana);
        var (beas, cems) = (await portal.Data.JoinCircleAsync(bea, circle), await portal.Data.JoinCircleAsync(cem, circle));
        await portal.Services.GetRequiredService<CircleJoining>().ChooseAsync(cem.Id, circle.Id, false, wantsMail: false, Stop);
        var (writing, tokens) = (portal.Services.GetRequiredService<CircleWriting>(), portal.Services.GetRequiredService<CircleTokens>());

        Assert.Equal(MessageResult.NotFound, (await writing.WriteAsync(bea.Id, circle.Id, Hello, Ids.New(portal.Clock), Stop)).Result);
        var key = Ids.New(portal.Clock);
        var sent = await Task.WhenAll(writing.WriteAsync(ana.Id, circle.Id, Hello, key, Stop), writing.WriteAsync(ana.Id, circle.Id, Hello, key, Stop));
        Assert.All(sent, outcome => Assert.Equal((MessageResult.Sent, 1), (outcome.Result, outcome.Readers)));
        var letter = (await Letters.WriteAsync(portal, CircleWriting.Template, bea)).Letter!;
        Assert.Equal("Des nouvelles du cercle Lyon", letter.Subject);
        var words = string.Join('\n', letter.Blocks) + letter.Heading + letter.Footer;
        Assert.Contains("cup", words, StringComparison.Ordinal);
        Assert.DoesNotContain("secret.example", words, StringComparison.Ordinal);
        Assert.DoesNotContain("Ana", words, StringComparison.Ordinal);

        Assert.Equal(MessageResult.Sent, (await writing.WriteAsync(ana.Id, circle.Id, Hello, Ids.New(portal.Clock), Stop)).Result);
        Assert.Equal(MessageResult.TooMany, (await writing.WriteAsync(ana.Id, circle.Id, Hello, Ids.New(portal.Clock), Stop)).Result);
        portal.Clock.Advance(TimeSpan.FromDays(1));

        Assert.False(await writing.StopAsync(beas, tokens.Of(cems), Stop));
        Assert.True(await writing.StopAsync(beas, tokens.Of(beas), Stop));
        Assert.Equal("not-wanted", (await Letters.WriteAsync(portal, CircleWriting.Template, bea)).SkipReason);
        Assert.Equal(0, (await writing.WriteAsync(ana.Id, circle.Id, Hello, Ids.New(portal.Clock), Stop)).Readers);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_resting_circle_says_nothing(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var ana = await portal.Data.CreateSupporterAsync();
        var circle = await portal.Data.CreateCircleAsync(ana);
        await portal.Services.GetRequiredService<CircleHosting>().StepDownAsync(ana.Id, circle.Id, Stop);

        Assert.Equal(UpdateResult.NotFound, (await portal.Services.GetRequiredService<CirclePosts>().PostAsync(ana.Id, circle.Id, Hello, Ids.New(portal.Clock), Stop)).Result);
        Assert.Equal(MessageResult.NotFound, (await portal.Services.GetRequiredService<CircleWriting>().WriteAsync(ana.Id, circle.Id, Hello, Ids.New(portal.Clock), Stop)).Result);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_administrator_who_hosts_the_circle_reads_no_report_about_it(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (host, admin, bea) = (await portal.Data.CreateAdministratorAsync(), await portal.Data.CreateAdministratorAsync(), await portal.Data.CreateSupporterAsync());
        var circle = await portal.Data.CreateCircleAsync(host);
        var report = new NewConcern("The circle “Lyon”", "They sell things.", null, null) { CircleId = circle.Id, MayWrite = true };

        Assert.Equal(TellResult.Told, await portal.Services.GetRequiredService<ConcernTelling>().TellAsync(bea.Id, report, Stop));

        var reading = portal.Services.GetRequiredService<ConcernReading>();
        var line = Assert.Single(await reading.ListAsync(admin.Id, Stop));
        Assert.Empty(await reading.ListAsync(host.Id, Stop));
        Assert.Null(await reading.ReadAsync(host.Id, line.Id, Stop));
        Assert.Equal("They sell things.", (await reading.ReadAsync(admin.Id, line.Id, Stop))!.What);
        // Leaving opens nothing.
        await portal.Services.GetRequiredService<CircleHosting>().StepDownAsync(host.Id, circle.Id, Stop);
        Assert.Empty(await reading.ListAsync(host.Id, Stop));
        await using var db = portal.NewContext();
        Assert.Equal(0, await db.Messages.CountAsync(m => m.Template == ConcernToldLetter.Name && m.SupporterId == host.Id, Stop));
    }
}
