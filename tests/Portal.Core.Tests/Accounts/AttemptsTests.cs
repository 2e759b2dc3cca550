using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Accounts;
using Portal.Core.Data;

namespace Portal.Core.Tests.Accounts;

public sealed class AttemptsTests
{
    private const string Address = "ruth@example.org";
    private const int AtOnce = 24;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Of_many_tries_at_once_only_as_many_are_made_as_one_after_the_other(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var attempts = portal.Services.GetRequiredService<Attempts>();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(() => attempts.TakeSignInAsync(Address, "192.0.2.1", Stop))));

        Assert.Equal(5, outcomes.Count(next => next is null));
        Assert.All(outcomes.OfType<DateTimeOffset>(), next => Assert.Equal(TestPortal.Begin.AddSeconds(30), next));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Of_many_mails_asked_for_at_once_one_may_go(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var attempts = portal.Services.GetRequiredService<Attempts>();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(() => attempts.TakeMailAsync(Address, Stop))));

        Assert.Single(outcomes, next => next is null);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task One_address_does_not_slow_down_another(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var attempts = portal.Services.GetRequiredService<Attempts>();

        Assert.Null(await attempts.TakeMailAsync(Address, Stop));
        Assert.NotNull(await attempts.TakeMailAsync(Address.ToUpperInvariant(), Stop));
        Assert.Null(await attempts.TakeMailAsync("ben@example.org", Stop));
    }
}
