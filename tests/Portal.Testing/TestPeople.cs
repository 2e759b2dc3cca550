using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Accounts;
using Portal.Core.Accounts.Sessions;
using Portal.Core.Bookings.Rules;
using Portal.Core.Data;
using Portal.Core.Organisations;

namespace Portal.Testing;

/// <summary>People who are somebody to the portal: known to an organisation, signed in, organisers, administrators.</summary>
public static class TestPeople
{
    /// <summary>A supporter who has been there before, and so may book wherever and whenever.</summary>
    public static async Task<Supporter> CreateRegularAsync(this TestData data, Organisation organisation) => (await data.CreateRegularsAsync(organisation, 1))[0];

    /// <summary>Several of them at once.</summary>
    public static async Task<IReadOnlyList<Supporter>> CreateRegularsAsync(this TestData data, Organisation organisation, int count)
    {
        List<Supporter> people = [.. Enumerable.Range(0, count).Select(_ => data.NewSupporter())];
        await data.SaveAsync([.. people.SelectMany(supporter => new object[]
        {
            supporter,
            new SupporterLock { SupporterId = supporter.Id },
            new Acquaintance { SupporterId = supporter.Id, OrganisationId = organisation.Id, Since = data.Services.GetRequiredService<TimeProvider>().GetUtcNow(), VouchedById = supporter.Id, HasAttended = true },
        })]);
        return people;
    }

    /// <summary>A session of somebody who has just signed in and asked to stay so, with all that was asked of them.</summary>
    /// <param name="byPassword">Whether only the password was given: organisers and administrators have then a step to take.</param>
    public static async Task<Guid> CreateSessionAsync(this TestData data, Guid supporterId, bool byPassword = false)
    {
        await using var db = await data.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        var supporter = await db.Supporters.AsNoTracking().SingleAsync(s => s.Id == supporterId);
        return await data.Services.GetRequiredService<SessionService>().StartAsync(supporter, userAgent: null, remember: true, byPasskey: !byPassword, CancellationToken.None);
    }

    /// <summary>Takes the second step in all sessions of a person, as a passkey would.</summary>
    public static async Task TakeSecondStepAsync(this TestData data, Guid supporterId)
    {
        await using var db = await data.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        var now = data.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        await db.Sessions.Where(s => s.SupporterId == supporterId).ExecuteUpdateAsync(set => set.SetProperty(s => s.SecondStepAt, now));
    }

    /// <summary>A coalition administrator.</summary>
    public static async Task<Supporter> CreateAdministratorAsync(this TestData data, string? name = null)
    {
        var supporter = await data.CreateSupporterAsync(name);
        await data.SaveAsync(new CoalitionRole { SupporterId = supporter.Id, Kind = CoalitionRoleKind.Administrator, GrantedAt = data.Services.GetRequiredService<TimeProvider>().GetUtcNow() });
        return supporter;
    }

    /// <summary>A new supporter who organises for an organisation.</summary>
    public static async Task<Supporter> CreateOrganiserAsync(this TestData data, Organisation organisation, string? name = null)
    {
        var supporter = await data.CreateSupporterAsync(name);
        await data.MakeMemberAsync(supporter, organisation, MembershipRole.Organiser);
        return supporter;
    }
}
