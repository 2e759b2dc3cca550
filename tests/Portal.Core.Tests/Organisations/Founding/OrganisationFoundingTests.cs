using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Organisations.Founding;
using Portal.Core.Updates.Campaigns;

namespace Portal.Core.Tests.Organisations.Founding;

public sealed class OrganisationFoundingTests
{
    private static readonly OrganisationPlan Woodyard = new(
        " The  Woodyard ", Standing.Member, LocalText.Of("Cuts firewood."), LocalText.Of("We **cut** it.", "Nous le coupons."), "Hello@Woodyard.example.org", "https://woodyard.example.org");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_administrator_takes_one_in_and_nobody_else_does(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var admin = await portal.Data.CreateAdministratorAsync();
        var other = await portal.Data.CreateOrganisationAsync();
        foreach (var nobody in new[] { await portal.Data.CreateSupporterAsync(), await portal.Data.CreateOrganiserAsync(other) })
        {
            Assert.Equal(FoundingResult.NotFound, (await CreateAsync(portal, nobody, "the-woodyard", Woodyard)).Result);
            Assert.Equal(FoundingResult.NotFound, (await ChangeAsync(portal, nobody, other.Id, Woodyard)).Result);
        }

        var key = Guid.CreateVersion7();
        var made = await CreateAsync(portal, admin, "the-woodyard", Woodyard, key);
        Assert.Equal(made.Id, (await CreateAsync(portal, admin, "the-woodyard", Woodyard, key)).Id);

        await using var db = portal.NewContext();
        var kept = await db.Organisations.SingleAsync(o => o.Slug == "the-woodyard", Stop);
        Assert.Equal(("The Woodyard", "Cuts firewood.", "Nous le coupons."), (kept.Name, kept.Summary.In("fr"), kept.Description.In("fr")));
        Assert.Equal((admin.Id, kept.Id, "the-woodyard"), (await portal.Data.RecordAsync("organisation.created")).Select(a => (a.ActorId!.Value, a.SubjectId, a.Detail)).Single());
        await using var scope = portal.Services.CreateAsyncScope();
        var lines = await scope.ServiceProvider.GetRequiredService<FoundingQueries>().ListAsync(Stop);
        // One that nobody organises for stands first.
        Assert.Equal([("The Woodyard", 0), (other.Name, 1)], lines.Select(line => (line.Name, line.Organisers)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task All_that_is_wrong_is_told_at_once(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (admin, taken) = (await portal.Data.CreateAdministratorAsync(), await portal.Data.CreateOrganisationAsync("Kitchen"));

        var refused = await CreateAsync(portal, admin, "The Woodyard", new("kitchen", (Standing)7, LocalText.Of(""), LocalText.Of(new string('x', OrganisationPlan.DescriptionLength + 1)), "nobody", "javascript:alert(1)"));
        var again = await CreateAsync(portal, admin, taken.Slug, Woodyard with { Name = "\u200B " });

        Assert.Equal((FoundingResult.Refused, SlugFault.Malformed), (refused.Result, refused.Slug));
        Assert.Equal([OrganisationFault.NameTaken, OrganisationFault.StandingMissing, OrganisationFault.WrongEmail, OrganisationFault.WrongWebsite], refused.Faults.Order());
        Assert.Equal([("Summary", TextFaultKind.Missing), ("Description", TextFaultKind.TooLong)], refused.Texts.Select(fault => (fault.Field, fault.Kind)));
        Assert.Equal((SlugFault.Taken, OrganisationFault.NameMissing), (again.Slug, Assert.Single(again.Faults)));
        await using var db = portal.NewContext();
        Assert.Equal(1, await db.Organisations.CountAsync(Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Of_many_who_choose_one_address_at_once_one_has_it_and_the_others_are_told(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var admins = new List<Supporter>();
        for (var i = 0; i < 5; i++)
        {
            admins.Add(await portal.Data.CreateAdministratorAsync());
        }

        var outcomes = await Task.WhenAll(admins.Select((admin, i) => Task.Run(() => CreateAsync(portal, admin, "the-woodyard", Woodyard with { Name = $"Woodyard {i}" }), Stop)));

        Assert.Single(outcomes, outcome => outcome.Result == FoundingResult.Done);
        Assert.Equal(4, outcomes.Count(outcome => outcome is { Result: FoundingResult.Refused, Slug: SlugFault.Taken }));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_is_said_of_it_changes_and_which_fields_is_on_record(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (admin, kitchen) = (await portal.Data.CreateAdministratorAsync(), await portal.Data.CreateOrganisationAsync("Kitchen"));

        Assert.Equal(FoundingResult.Done, (await ChangeAsync(portal, admin, kitchen.Id, Woodyard with { Name = "Kitchen" })).Result);
        Assert.Equal(FoundingResult.Done, (await ChangeAsync(portal, admin, kitchen.Id, Woodyard with { Name = "Kitchen" })).Result);

        await using var db = portal.NewContext();
        Assert.Equal((kitchen.Slug, "https://woodyard.example.org"), await db.Organisations.Select(o => new ValueTuple<string, string>(o.Slug, o.Website!)).SingleAsync(Stop));
        Assert.Equal("Summary, Description, PublicEmail, Website", Assert.Single(await portal.Data.RecordAsync("organisation.changed")).Detail);
    }

    private static Task<OrganisationOutcome> CreateAsync(TestPortal portal, Supporter actor, string slug, OrganisationPlan plan, Guid? key = null) =>
        portal.RunAsync<OrganisationFounding, OrganisationOutcome>(s => s.CreateAsync(actor.Id, slug, plan, key ?? Guid.CreateVersion7(), Stop));

    private static Task<OrganisationOutcome> ChangeAsync(TestPortal portal, Supporter actor, Guid id, OrganisationPlan plan) =>
        portal.RunAsync<OrganisationFounding, OrganisationOutcome>(s => s.ChangeAsync(actor.Id, id, plan, Stop));
}
