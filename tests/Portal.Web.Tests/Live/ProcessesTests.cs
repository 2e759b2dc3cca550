using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Updates;
using Portal.Jobs;

namespace Portal.Web.Tests.Live;

/// <summary>The portal as it runs at scale: processes of their own, which share nothing but PostgreSQL.</summary>
public sealed class ProcessesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_two_web_processes_and_a_worker_publish_arrives_at_the_readers_of_both_and_goes_on_when_one_is_killed()
    {
        Assert.SkipUnless(PostgresCluster.WhyNot is null, PostgresCluster.WhyNot ?? "");
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Postgres);
        var settings = TestSettings.Defaults();
        settings["Database:MigrateAtStart"] = "false";
        settings["Portal:BaseAddress"] = "http://localhost";
        await PortalJobsServices.ProvisionJobStoreAsync(new ConfigurationBuilder().AddInMemoryCollection(database.Settings).Build(), Stop);
        await using var ground = TestPortal.StartOn(database, settings);
        var organisation = await ground.Data.CreateOrganisationAsync();
        var organiser = await ground.Data.CreateOrganiserAsync(organisation);

        var starting = (PortalProcess.StartWebAsync(settings, database.Settings), PortalProcess.StartWebAsync(settings, database.Settings));
        var (first, firstAddress) = await starting.Item1;
        var (second, secondAddress) = await starting.Item2;
        await using var worker = PortalProcess.StartWorker(settings, database.Settings);
        await using (first)
        await using (second)
        {
            await using var atFirst = await LiveClient.ConnectAsync(firstAddress, follow: "public:0");
            await using var atSecond = await LiveClient.ConnectAsync(secondAddress, follow: "public:0");
            await atFirst.HeadsAsync();
            await atSecond.HeadsAsync();

            await PostAsync(ground, firstAddress, organiser, "By the first");
            await BothAsync("By the first");
            await PostAsync(ground, secondAddress, organiser, "By the second");
            await BothAsync("By the second");
            await PlanAsync(ground, organisation, organiser, "By the worker");
            await BothAsync("By the worker");

            await first.KillAsync();
            await PostAsync(ground, secondAddress, organiser, "After the kill");
            Assert.Equal("After the kill", (await atSecond.FrameAsync()).Title);
            await PlanAsync(ground, organisation, organiser, "Planned after the kill");
            Assert.Equal("Planned after the kill", (await atSecond.FrameAsync()).Title);
            Assert.Equal([1L, 2, 3, 4, 5], atSecond.Seen.Select(frame => frame.Seq));

            // The reader of the process that is gone comes back to another one with the number it has.
            await using var again = await LiveClient.ConnectAsync(secondAddress, follow: $"public:{atFirst.Seen.Max(frame => frame.Seq)}");
            Assert.Equal(["After the kill", "Planned after the kill"], [(await again.FrameAsync()).Title, (await again.FrameAsync()).Title]);
            Assert.Equal([1L, 2, 3], atFirst.Seen.Select(frame => frame.Seq));

            async Task BothAsync(string title) => Assert.Equal([title, title], [(await atFirst.FrameAsync()).Title, (await atSecond.FrameAsync()).Title]);
        }
    }

    private static async Task PostAsync(TestPortal ground, Uri address, Supporter organiser, string title)
    {
        var cookies = new CookieJar(TimeProvider.System) { InnerHandler = new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false } };
        using var visitor = new FormClient(new HttpClient(cookies) { BaseAddress = address }, cookies);
        await visitor.SignInAsync(organiser.Email!);
        await ground.Data.TakeSecondStepAsync(organiser.Id);
        var page = await visitor.SubmitAsync("/organise/updates/new", "/organise/updates/new", ("Form.Title", title), ("Form.Body", $"About {title}."), ("Form.Severity", "Normal"));
        Assert.Contains(title, page.Text, StringComparison.Ordinal);
    }

    // By hand, since the processes go by the real clock and this test does not.
    private static async Task PlanAsync(TestPortal ground, Organisation organisation, Supporter organiser, string title)
    {
        await using var db = ground.NewContext();
        db.PlannedUpdates.Add(new PlannedUpdate
        {
            Id = Ids.New(ground.Clock),
            AuthorId = organiser.Id,
            OrganisationId = organisation.Id,
            Channel = Channel.Public,
            Severity = Severity.Normal,
            Title = title,
            Body = "At its time.",
            Language = "en",
            PublishAt = TimeProvider.System.GetUtcNow().AddMinutes(-1),
        });
        await db.SaveChangesAsync(Stop);
    }
}
