using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Accounts;
using Portal.Core.Accounts.SecondStep;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Rules;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Updates;

namespace Portal.Core.Tests.Accounts.SecondStep;

/// <summary>Of whom a second step is asked: pages and live connections ask by two statements, which say the same of everybody.</summary>
public sealed class AwaitedTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Pages_and_live_connections_ask_it_of_the_same_people(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var now = portal.Clock.GetUtcNow();
        var asked = new Dictionary<string, (Supporter Who, bool Is)>(StringComparer.Ordinal);
        async Task<Supporter> MakeAsync(string name, bool isAsked)
        {
            var made = await portal.Data.CreateSupporterAsync(name);
            asked[name] = (made, isAsked);
            return made;
        }

        await MakeAsync("supporter", false);
        await portal.Data.MakeMemberAsync(await MakeAsync("volunteer", false), kitchen);
        await portal.Data.MakeMemberAsync(await MakeAsync("lead", false), kitchen, MembershipRole.ShiftLead);
        await portal.Data.MakeMemberAsync(await MakeAsync("organiser", true), kitchen, MembershipRole.Organiser);
        foreach (var (name, kind, endsAt, isAsked) in new (string, CoalitionRoleKind, DateTimeOffset?, bool)[]
        {
            ("administrator", CoalitionRoleKind.Administrator, null, true), ("auditor", CoalitionRoleKind.Auditor, now.AddDays(1), true), ("former administrator", CoalitionRoleKind.Administrator, now, false),
        })
        {
            await portal.Data.SaveAsync(new CoalitionRole { SupporterId = (await MakeAsync(name, isAsked)).Id, Kind = kind, GrantedAt = now.AddDays(-9), EndsAt = endsAt });
        }

        await portal.Data.SaveAsync(Membership((await MakeAsync("former organiser", false)).Id, kitchen.Id, MembershipState.Active, now), Membership((await MakeAsync("asked to be one", false)).Id, kitchen.Id, MembershipState.Requested, null));
        await portal.Data.SaveAsync(
            new Authenticator { SupporterId = (await MakeAsync("with an app", true)).Id, Sealed = [1], MadeAt = now, ConfirmedAt = now },
            new Authenticator { SupporterId = (await MakeAsync("with half an app", false)).Id, Sealed = [1], MadeAt = now });

        var (viewers, readers) = (portal.Services.GetRequiredService<ViewerQueries>(), portal.Services.GetRequiredService<LiveReaderQueries>());
        foreach (var (name, (who, isAsked)) in asked)
        {
            foreach (var byPassword in new[] { true, false })
            {
                var session = await portal.Data.CreateSessionAsync(who.Id, byPassword);
                var facts = (await viewers.ReadAsync(who.Id, session, [], Stop))!;
                var live = await readers.ReadAsync(who.Id, Stop);

                Assert.True(facts.AwaitsSecondStep == (isAsked && byPassword), $"pages, {name}, by password: {byPassword}");
                Assert.True(live.Sessions.Contains(session) == !(isAsked && byPassword), $"live, {name}, by password: {byPassword}");
            }
        }
    }

    private static Membership Membership(Guid supporterId, Guid organisationId, MembershipState state, DateTimeOffset? endsAt) => new()
    {
        Id = Guid.CreateVersion7(),
        SupporterId = supporterId,
        OrganisationId = organisationId,
        Role = MembershipRole.Organiser,
        State = state,
        StandingDays = StandingDays.None,
        RequestedAt = TestPortal.Begin,
        EndsAt = endsAt,
    };
}
