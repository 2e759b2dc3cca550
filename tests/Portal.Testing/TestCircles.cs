using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core;
using Portal.Core.Accounts;
using Portal.Core.Circles;
using Portal.Core.Data;

namespace Portal.Testing;

/// <summary>Circles, their hosts and members.</summary>
public static class TestCircles
{
    /// <summary>An approved circle that somebody hosts, made by the use cases.</summary>
    public static async Task<SupporterCircle> CreateCircleAsync(
        this TestData data, Supporter host, string name = "Lyon", bool isOpen = true, string? country = "FR", IReadOnlyList<string>? languages = null, string purpose = "We meet and help.", bool approved = true)
    {
        var plan = new CirclePlan(name, purpose, languages ?? ["fr"], country ?? CirclePlan.Online, isOpen);
        var outcome = await data.Services.GetRequiredService<CircleProposing>().ProposeAsync(host.Id, plan, Ids.New(data.Services.GetRequiredService<TimeProvider>()), CancellationToken.None);
        await using var db = await data.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        var circle = await db.Circles.AsNoTracking().SingleAsync(c => c.Slug == outcome.Slug);
        if (approved)
        {
            var admin = await data.CreateAdministratorAsync();
            await data.Services.GetRequiredService<CircleProposing>().DecideAsync(admin.Id, circle.Id, approve: true, null, CancellationToken.None);
        }

        return await db.Circles.AsNoTracking().SingleAsync(c => c.Id == circle.Id);
    }

    /// <summary>Somebody who belongs to an open circle.</summary>
    public static async Task<Guid> JoinCircleAsync(this TestData data, Supporter supporter, SupporterCircle circle, bool sharesName = false)
    {
        await data.Services.GetRequiredService<CircleJoining>().JoinAsync(supporter.Id, circle.Id, sharesName, null, CancellationToken.None);
        return await data.CircleMemberAsync(supporter, circle);
    }

    /// <summary>The number of somebody's row in a circle.</summary>
    public static async Task<Guid> CircleMemberAsync(this TestData data, Supporter supporter, SupporterCircle circle)
    {
        await using var db = await data.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        return await db.CircleMembers.Where(m => m.CircleId == circle.Id && m.SupporterId == supporter.Id).Select(m => m.Id).SingleAsync();
    }
}
