using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Circles;
using Portal.Core.Data;

namespace Portal.Core.Tests.Circles;

/// <summary>A proposal is seen by nobody but whoever made it and administrators, until one of these answers; both hear of it by mail.</summary>
public sealed class CircleProposingTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_proposal_is_answered_once_and_its_host_told(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (admin, ana, stranger) = (await portal.Data.CreateAdministratorAsync(), await portal.Data.CreateSupporterAsync("Ana"), await portal.Data.CreateSupporterAsync());
        var (proposing, queries) = (portal.Services.GetRequiredService<CircleProposing>(), portal.Services.GetRequiredService<CircleQueries>());
        var circle = await portal.Data.CreateCircleAsync(ana, "São Paulo", approved: false);

        Assert.Equal("sao-paulo", circle.Slug);
        Assert.Equal("Circle waits", $"Circle {((await Letters.WriteAsync(portal, CircleMail.Template, admin)).Letter!.Subject.Contains("waits", StringComparison.Ordinal) ? "waits" : "")}");
        Assert.NotNull(await queries.FindAsync("sao-paulo", ana.Id, Stop));
        Assert.Null(await queries.FindAsync("sao-paulo", stranger.Id, Stop));
        Assert.Null(await queries.FindAsync("sao-paulo", null, Stop));
        Assert.Empty((await queries.ListAsync(new(null, null, false, null), 1, Stop)).Circles);
        Assert.Equal(JoinResult.NotFound, await portal.Services.GetRequiredService<CircleJoining>().JoinAsync(stranger.Id, circle.Id, false, null, Stop));

        Assert.False(await proposing.DecideAsync(stranger.Id, circle.Id, approve: true, null, Stop));
        Assert.False(await proposing.DecideAsync(admin.Id, circle.Id, approve: false, "  ", Stop));
        Assert.True(await proposing.DecideAsync(admin.Id, circle.Id, approve: true, null, Stop));
        Assert.False(await proposing.DecideAsync(admin.Id, circle.Id, approve: false, "Too late to say no.", Stop));
        Assert.Equal("Your circle can begin", (await Letters.WriteAsync(portal, CircleMail.Template, ana)).Letter!.Subject);
        Assert.NotNull(await queries.FindAsync("sao-paulo", null, Stop));
        await using var db = portal.NewContext();
        Assert.Equal(1, await db.AuditEntries.CountAsync(a => a.Action == "circle.approved", Stop));
        // Nobody says yes to a circle of their own.
        Assert.False(await proposing.DecideAsync(admin.Id, (await portal.Data.CreateCircleAsync(admin, approved: false)).Id, approve: true, null, Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_no_has_a_reason_that_its_host_reads(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (admin, ana) = (await portal.Data.CreateAdministratorAsync(), await portal.Data.CreateSupporterAsync("Ana"));
        var circle = await portal.Data.CreateCircleAsync(ana, approved: false);

        Assert.True(await portal.Services.GetRequiredService<CircleProposing>().DecideAsync(admin.Id, circle.Id, approve: false, "There is one in Lyon already.", Stop));

        Assert.Contains("There is one in Lyon already.", (await Letters.WriteAsync(portal, CircleMail.Template, ana)).Words(), StringComparison.Ordinal);
        Assert.Null(await portal.Services.GetRequiredService<CircleQueries>().FindAsync(circle.Slug, admin.Id, Stop));
        portal.Clock.Advance(TimeSpan.FromDays(400));
        Assert.True(await portal.Services.GetRequiredService<CircleRest>().ForgetAsync(Stop) > 0);
        await using var db = portal.NewContext();
        Assert.False(await db.Circles.AnyAsync(Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task All_that_is_wrong_is_said_at_once_and_a_form_counts_once(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var ana = await portal.Data.CreateSupporterAsync();
        var proposing = portal.Services.GetRequiredService<CircleProposing>();

        Assert.Equal(
            [CircleFault.NameMissing, CircleFault.PurposeMissing, CircleFault.LanguagesMissing, CircleFault.PlaceMissing],
            (await proposing.ProposeAsync(ana.Id, new CirclePlan(" ", "", ["xx"], "ZZ", true), Ids.New(portal.Clock), Stop)).Faults);

        var (plan, key) = (new CirclePlan("Lyon", "Tea.", ["fr"], "FR", true), Ids.New(portal.Clock));
        var twice = await Task.WhenAll(proposing.ProposeAsync(ana.Id, plan, key, Stop), proposing.ProposeAsync(ana.Id, plan, key, Stop));
        Assert.All(twice, outcome => Assert.Equal("lyon", outcome.Slug));
        Assert.Equal([CircleFault.NameTaken], (await proposing.ProposeAsync(ana.Id, plan with { Name = "LYÖN" }, Ids.New(portal.Clock), Stop)).Faults);
        await using var db = portal.NewContext();
        Assert.Equal(1, await db.Circles.CountAsync(Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Circles_are_found_by_country_language_words_and_online_and_near(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var ana = await portal.Data.CreateSupporterAsync();
        await portal.Data.CreateCircleAsync(ana, "Lyon", country: "FR", languages: ["fr"], purpose: "Une équipe au café.");
        await portal.Data.CreateCircleAsync(ana, "São Paulo", country: "BR", languages: ["pt"]);
        await portal.Data.CreateCircleAsync(ana, "Translators", country: null, languages: ["en", "ar"]);
        var queries = portal.Services.GetRequiredService<CircleQueries>();

        Assert.Equal(["Lyon", "São Paulo", "Translators"], await NamesAsync(new(null, null, false, null)));
        Assert.Equal(["Lyon"], await NamesAsync(new("FR", null, false, null)));
        Assert.Equal(["Translators"], await NamesAsync(new(null, "ar", false, null)));
        Assert.Equal(["Translators"], await NamesAsync(new(null, null, true, null)));
        Assert.Equal(["São Paulo"], await NamesAsync(new(null, null, false, "SAO p")));
        Assert.Equal(["Lyon"], await NamesAsync(new(null, null, false, "equipe")));
        Assert.Empty(await NamesAsync(new(null, null, false, "%")));

        var bea = await portal.Data.CreateSupporterAsync(speaks: ["pt"]);
        await using var db = portal.NewContext();
        await db.Supporters.Where(s => s.Id == bea.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.Country, "FR"), Stop);
        Assert.Equal(["lyon", "sao-paulo", "translators"], (await queries.NearAsync(bea.Id, 3, Stop)).Select(c => c.Slug));
        Assert.Empty(await queries.NearAsync(ana.Id, 3, Stop));

        async Task<IEnumerable<string>> NamesAsync(CircleFilter filter) => (await queries.ListAsync(filter, 1, Stop)).Circles.Select(c => c.Name);
    }
}
