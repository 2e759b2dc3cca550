using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Accounts.Suspension;
using Portal.Core.Circles;
using Portal.Core.Data;
using Portal.Core.Updates;

namespace Portal.Core.Tests.Circles;

/// <summary>Joining at once or by request, leaving, being removed; and whoever is suspended is out of everything.</summary>
public sealed class CircleJoiningTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Whoever_joins_twice_at_once_belongs_to_it_once_and_leaves_at_any_time(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (ana, bea) = (await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync());
        var circle = await portal.Data.CreateCircleAsync(ana);
        var joining = portal.Services.GetRequiredService<CircleJoining>();

        var twice = await Task.WhenAll(joining.JoinAsync(bea.Id, circle.Id, false, null, Stop), joining.JoinAsync(bea.Id, circle.Id, false, null, Stop));

        Assert.Equal([JoinResult.Joined, JoinResult.Joined], twice);
        Assert.Equal(2, (await PageAsync(portal, circle, null))!.Members);
        Assert.True(await joining.LeaveAsync(bea.Id, circle.Id, Stop));
        Assert.Equal(1, (await PageAsync(portal, circle, null))!.Members);
        Assert.Equal(JoinResult.Joined, await joining.JoinAsync(bea.Id, circle.Id, false, null, Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_request_is_answered_by_a_host_whenever_that_is(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (ana, bea, cem) = (await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync("Bea"), await portal.Data.CreateSupporterAsync());
        var circle = await portal.Data.CreateCircleAsync(ana, isOpen: false);
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        var joining = portal.Services.GetRequiredService<CircleJoining>();

        Assert.Equal(JoinResult.Asked, await joining.JoinAsync(bea.Id, circle.Id, true, "I bake.", Stop));
        Assert.Equal(JoinResult.Asked, await joining.JoinAsync(bea.Id, circle.Id, true, "I bake.", Stop));
        Assert.Equal("Somebody asks to join your circle", (await Letters.WriteAsync(portal, CircleMail.Template, ana)).Letter!.Subject);
        portal.Clock.Advance(TimeSpan.FromDays(500));
        var asking = Assert.Single((await PageAsync(portal, circle, ana.Id))!.Asking);
        Assert.Equal(("Bea", "I bake.", 500), (asking.Name, asking.Word, (portal.Clock.GetUtcNow() - asking.Since).Days));
        Assert.False((await PageAsync(portal, circle, bea.Id))!.IsMember);

        Assert.False(await joining.AnswerAsync(cem.Id, circle.Id, asking.Id, accept: true, Stop));
        Assert.False(await joining.AnswerAsync(bea.Id, circle.Id, asking.Id, accept: true, Stop));
        Assert.True(await joining.AnswerAsync(ana.Id, circle.Id, asking.Id, accept: true, Stop));
        Assert.False(await joining.AnswerAsync(ana.Id, circle.Id, asking.Id, accept: false, Stop));
        Assert.Equal("Welcome to the circle", (await Letters.WriteAsync(portal, CircleMail.Template, bea)).Letter!.Subject);

        await joining.JoinAsync(cem.Id, circle.Id, false, null, Stop);
        Assert.True(await joining.AnswerAsync(ana.Id, circle.Id, await portal.Data.CircleMemberAsync(cem, circle), accept: false, Stop));
        Assert.Contains("says nothing about you", (await Letters.WriteAsync(portal, CircleMail.Template, cem)).Words(), StringComparison.Ordinal);
        Assert.Equal(JoinResult.Asked, await joining.JoinAsync(cem.Id, circle.Id, false, null, Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Whoever_is_removed_is_told_why_and_asks_before_coming_back(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (ana, bea, cem) = (await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync());
        var circle = await portal.Data.CreateCircleAsync(ana);
        var (member, hidden) = (await portal.Data.JoinCircleAsync(bea, circle, sharesName: true), await portal.Data.JoinCircleAsync(cem, circle));
        var joining = portal.Services.GetRequiredService<CircleJoining>();

        Assert.False(await joining.RemoveAsync(ana.Id, circle.Id, member, " ", Stop));
        Assert.False(await joining.RemoveAsync(bea.Id, circle.Id, member, "Not a host.", Stop));
        Assert.False(await joining.RemoveAsync(ana.Id, circle.Id, hidden, "Not seen.", Stop));
        Assert.True(await joining.RemoveAsync(ana.Id, circle.Id, member, "You sold things here.", Stop));

        Assert.Contains("You sold things here.", (await Letters.WriteAsync(portal, CircleMail.Template, bea)).Words(), StringComparison.Ordinal);
        Assert.False((await PageAsync(portal, circle, bea.Id))!.IsMember);
        Assert.Equal(JoinResult.Asked, await joining.JoinAsync(bea.Id, circle.Id, false, null, Stop));
        // Taking the request back does not wash it off.
        await joining.LeaveAsync(bea.Id, circle.Id, Stop);
        Assert.Equal(JoinResult.Asked, await joining.JoinAsync(bea.Id, circle.Id, false, null, Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Whoever_is_suspended_is_out_of_everything(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (admin, ana, bea) = (await portal.Data.CreateAdministratorAsync(), await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync());
        var circle = await portal.Data.CreateCircleAsync(ana);
        await portal.Data.JoinCircleAsync(bea, circle, sharesName: true);
        await portal.RunAsync<SuspensionService, SuspendOutcome>(s => s.SuspendAsync(admin.Id, bea.Id, "Wrote threats to several people.", Stop));

        Assert.Equal(1, (await PageAsync(portal, circle, null))!.Members);
        Assert.Empty((await PageAsync(portal, circle, ana.Id))!.Named);
        Assert.Null((await PageAsync(portal, circle, bea.Id))!.Own);
        Assert.Equal(JoinResult.NotFound, await portal.Services.GetRequiredService<CircleJoining>().JoinAsync(bea.Id, circle.Id, false, null, Stop));
        Assert.False((await portal.Services.GetRequiredService<LiveReaderQueries>().ReadAsync(bea.Id, Stop)).MayRead(Channel.OfCircle(circle.Slug)));

        await portal.RunAsync<SuspensionService, SuspendOutcome>(s => s.SuspendAsync(admin.Id, ana.Id, "Wrote threats to several people.", Stop));
        await using var db = portal.NewContext();
        Assert.NotNull((await db.Circles.AsNoTracking().SingleAsync(Stop)).HostlessSince);
        // Lifting it brings nothing back.
        await portal.RunAsync<SuspensionService, bool>(s => s.LiftAsync(admin.Id, ana.Id, Stop));
        Assert.False((await PageAsync(portal, circle, ana.Id))!.IsMember);
    }

    private static Task<CirclePage?> PageAsync(TestPortal portal, SupporterCircle circle, Guid? reader) => portal.Services.GetRequiredService<CircleQueries>().FindAsync(circle.Slug, reader, Stop);
}
