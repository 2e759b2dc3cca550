using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Accounts;
using Portal.Core.Data;

namespace Portal.Core.Tests.Accounts;

public sealed class RegistrationServiceTests
{
    private const int Hands = 8;
    private const string Address = "ruth@example.org";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_address_that_is_registered_many_times_at_once_becomes_one_account(DatabaseProvider provider)
    {
        using var start = new Barrier(Hands);
        await using var portal = await TestPortal.StartAsync(provider, more: services => services.AddSingleton<IPasswordHasher<Supporter>>(new MeetingHasher(start)));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, Hands).Select(hand => Task.Factory.StartNew(
            () => portal.RunAsync<RegistrationService, RegistrationOutcome>(s => s.RegisterAsync(Ruth($"Ruth {hand}"), Stop)),
            Stop, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()));

        Assert.All(outcomes, outcome => Assert.Empty(outcome.Flaws));
        await using var db = portal.NewContext();
        var account = await db.Supporters.SingleAsync(Stop);
        Assert.Contains(account.SecurityStamp, outcomes.Select(outcome => outcome.Mark));
        Assert.Single(await db.SupporterLocks.Where(held => held.SupporterId == account.Id).ToListAsync(Stop));
        Assert.Single(await db.Subscribers.ToListAsync(Stop));
    }

    private static Registration Ruth(string name) => new(name, Address, TestData.Password, "en") { WantsNewsletter = true };

    /// <summary>Waits with each password until all are there, so that the accounts are looked for at one moment.</summary>
    private sealed class MeetingHasher(Barrier start) : IPasswordHasher<Supporter>
    {
        public string HashPassword(Supporter user, string password)
        {
            start.SignalAndWait(Stop);
            return password;
        }

        public PasswordVerificationResult VerifyHashedPassword(Supporter user, string hashedPassword, string providedPassword) => PasswordVerificationResult.Failed;
    }
}
