using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Core.Tests.Accounts.Sessions;

public sealed class SessionServiceTests
{
    private const int Devices = 12;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_signs_in_on_several_devices_at_once_for_the_first_time_is_signed_in_on_all_of_them(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var ruth = await portal.Data.CreateSupporterAsync();

        var sessions = await Task.WhenAll(Enumerable.Range(0, Devices).Select(_ => portal.Data.CreateSessionAsync(ruth.Id)));

        await using var db = portal.NewContext();
        Assert.Equal(sessions.ToHashSet(), await db.Sessions.Where(s => s.SupporterId == ruth.Id).Select(s => s.Id).ToHashSetAsync(TestContext.Current.CancellationToken));
        Assert.Equal(1, await db.LastVisits.CountAsync(v => v.SupporterId == ruth.Id, TestContext.Current.CancellationToken));
    }
}
