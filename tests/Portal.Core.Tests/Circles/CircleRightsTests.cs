using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Accounts;
using Portal.Core.Bookings.Rules;
using Portal.Core.Circles;
using Portal.Core.Data;

namespace Portal.Core.Tests.Circles;

/// <summary>Who sees whose name in a circle: one statement, and nobody else's name anywhere.</summary>
public sealed class CircleRightsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Two_members_see_each_other_only_if_both_agreed(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var host = await portal.Data.CreateSupporterAsync("Hana");
        var (one, other, outsider, asker) = (await portal.Data.CreateSupporterAsync("Ana"), await portal.Data.CreateSupporterAsync("Bea"), await portal.Data.CreateSupporterAsync("Out"), await portal.Data.CreateSupporterAsync("Ask"));
        var circle = await portal.Data.CreateCircleAsync(host);
        await portal.Data.JoinCircleAsync(one, circle);
        await portal.Data.JoinCircleAsync(other, circle);
        await portal.Data.SaveAsync(Asking(portal, circle, asker));
        var joining = portal.Services.GetRequiredService<CircleJoining>();
        foreach (var (ones, others) in new[] { (false, false), (false, true), (true, false), (true, true) })
        {
            await joining.ChooseAsync(one.Id, circle.Id, ones, true, Stop);
            await joining.ChooseAsync(other.Id, circle.Id, others, true, Stop);

            Assert.Equal(ones && others ? ["Bea", "Hana"] : ["Hana"], await SeenByAsync(portal, circle, one));
            Assert.Equal(ones && others ? ["Ana", "Hana"] : ["Hana"], await SeenByAsync(portal, circle, other));
            Assert.Equal([.. ones ? ["Ana"] : Array.Empty<string>(), "Ask", .. others ? ["Bea"] : Array.Empty<string>()], await SeenByAsync(portal, circle, host));
            Assert.Empty(await SeenByAsync(portal, circle, outsider));
            Assert.Empty(await SeenByAsync(portal, circle, asker));
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Two_who_are_kept_apart_never_see_each_other_whatever_they_are(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (host, one, other) = (await portal.Data.CreateSupporterAsync("Hana"), await portal.Data.CreateSupporterAsync("Ana"), await portal.Data.CreateSupporterAsync("Bea"));
        var (circle, kitchen) = (await portal.Data.CreateCircleAsync(host, isOpen: false), await portal.Data.CreateOrganisationAsync());
        var joining = portal.Services.GetRequiredService<CircleJoining>();
        foreach (var person in new[] { one, other })
        {
            await joining.JoinAsync(person.Id, circle.Id, sharesName: true, null, Stop);
        }

        await joining.AnswerAsync(host.Id, circle.Id, await portal.Data.CircleMemberAsync(one, circle), accept: true, Stop);
        Assert.Equal(["Ana", "Bea"], await SeenByAsync(portal, circle, host));
        await ApartAsync(portal, kitchen.Id, host, other);
        await ApartAsync(portal, kitchen.Id, one, other);

        // A host still answers, and does not learn who it is.
        Assert.Equal(["Ana"], await SeenByAsync(portal, circle, host));
        Assert.Null(Assert.Single((await portal.Services.GetRequiredService<CircleQueries>().FindAsync(circle.Slug, host.Id, Stop))!.Asking).Name);
        Assert.True(await joining.AnswerAsync(host.Id, circle.Id, await portal.Data.CircleMemberAsync(other, circle), accept: true, Stop));
        Assert.Equal(["Hana"], await SeenByAsync(portal, circle, one));
        Assert.Empty(await SeenByAsync(portal, circle, other));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Nobody_sees_who_left_was_suspended_or_erased(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var host = await portal.Data.CreateSupporterAsync("Hana");
        var circle = await portal.Data.CreateCircleAsync(host);
        var people = new List<Supporter>();
        foreach (var name in new[] { "Left", "Suspended", "Erased", "Stays" })
        {
            people.Add(await portal.Data.CreateSupporterAsync(name));
            await portal.Data.JoinCircleAsync(people[^1], circle, sharesName: true);
        }

        Assert.Equal(["Erased", "Left", "Stays", "Suspended"], await SeenByAsync(portal, circle, host));
        await portal.Services.GetRequiredService<CircleJoining>().LeaveAsync(people[0].Id, circle.Id, Stop);
        var now = portal.Clock.GetUtcNow();
        await using var db = portal.NewContext();
        await db.Supporters.Where(s => s.Id == people[1].Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.SuspendedAt, now), Stop);
        await db.Supporters.Where(s => s.Id == people[2].Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.ErasedAt, now), Stop);

        Assert.Equal(["Stays"], await SeenByAsync(portal, circle, host));
        Assert.Equal(["Hana"], await SeenByAsync(portal, circle, people[3]));
        Assert.Empty(await SeenByAsync(portal, circle, people[0]));
        Assert.Empty(await SeenByAsync(portal, circle, people[1]));
    }

    private static CircleMember Asking(TestPortal portal, SupporterCircle circle, Supporter person)
    {
        var member = new CircleMember { Id = Ids.New(portal.Clock), CircleId = circle.Id, SupporterId = person.Id };
        member.TryAsk(sharesName: true, null, portal.Clock.GetUtcNow());
        return member;
    }

    private static Task ApartAsync(TestPortal portal, Guid organisationId, Supporter one, Supporter other) => portal.Data.SaveAsync(
        new KeptApart { OrganisationId = organisationId, SupporterId = one.Id, OtherId = other.Id, Since = portal.Clock.GetUtcNow(), NotedById = one.Id },
        new KeptApart { OrganisationId = organisationId, SupporterId = other.Id, OtherId = one.Id, Since = portal.Clock.GetUtcNow(), NotedById = one.Id });

    private static async Task<IReadOnlyList<string>> SeenByAsync(TestPortal portal, SupporterCircle circle, Supporter reader)
    {
        var page = await portal.Services.GetRequiredService<CircleQueries>().FindAsync(circle.Slug, reader.Id, Stop);
        return [.. page!.Named.Concat(page.Asking).Select(p => p.Name).OfType<string>().Order(StringComparer.Ordinal)];
    }
}
