using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Accounts;
using Portal.Core.Accounts.SecondStep;
using Portal.Core.Data;

namespace Portal.Core.Tests.Accounts.SecondStep;

public sealed class SecondStepTests
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_secret_counts_from_its_first_code_on_and_is_shown_no_more(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (steps, ruth) = await RuthAsync(portal);

        Assert.Null(await steps.PendingAsync(ruth.Id, Stop));
        var secret = (await steps.BeginAsync(ruth.Id, Stop))!;
        Assert.Equal(secret, await steps.BeginAsync(ruth.Id, Stop));
        Assert.Equal(secret, await steps.PendingAsync(ruth.Id, Stop));
        Assert.Null((await steps.StateAsync(ruth.Id, Stop)).AuthenticatorSince);
        var session = await portal.Data.CreateSessionAsync(ruth.Id, byPassword: true);
        Assert.False((await steps.TryAsync(ruth.Id, session, AuthenticatorCodes.At(secret, portal.Clock.GetUtcNow()), Stop)).IsRight);
        Assert.Null(await steps.ConfirmAsync(ruth.Id, session, "000000", Stop));

        var codes = await steps.ConfirmAsync(ruth.Id, session, AuthenticatorCodes.At(secret, portal.Clock.GetUtcNow()), Stop);

        Assert.Equal(10, codes!.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(new SecondStepState(TestPortal.Begin, Passkeys: 0, CodesLeft: 10), await steps.StateAsync(ruth.Id, Stop));
        Assert.Null(await steps.BeginAsync(ruth.Id, Stop));
        Assert.Null(await steps.PendingAsync(ruth.Id, Stop));
        Assert.True(await IsStrongAsync(portal, session));
        await using var db = portal.NewContext();
        Assert.Equal(1, await db.Messages.CountAsync(m => m.Template == SecondStepLetter.Name && m.SupporterId == ruth.Id, Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Each_code_opens_one_session_and_none_opens_after_a_later_one(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (steps, ruth) = await RuthAsync(portal);
        var (secret, _) = await SetUpAsync(portal, steps, ruth);
        portal.Clock.Advance(Step * 3);
        var (first, second) = (await portal.Data.CreateSessionAsync(ruth.Id, byPassword: true), await portal.Data.CreateSessionAsync(ruth.Id, byPassword: true));
        var now = portal.Clock.GetUtcNow();

        Assert.True((await steps.TryAsync(ruth.Id, first, AuthenticatorCodes.At(secret, now), Stop)).IsRight);
        Assert.False((await steps.TryAsync(ruth.Id, second, AuthenticatorCodes.At(secret, now), Stop)).IsRight);
        Assert.False((await steps.TryAsync(ruth.Id, second, AuthenticatorCodes.At(secret, now - Step), Stop)).IsRight);
        Assert.False(await IsStrongAsync(portal, second));

        Assert.True((await steps.TryAsync(ruth.Id, second, AuthenticatorCodes.At(secret, now + Step), Stop)).IsRight);
        Assert.True(await IsStrongAsync(portal, second));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Of_many_who_type_one_code_at_once_one_comes_in(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (steps, ruth) = await RuthAsync(portal);
        var (secret, codes) = await SetUpAsync(portal, steps, ruth);
        portal.Clock.Advance(Step * 3);
        var session = await portal.Data.CreateSessionAsync(ruth.Id, byPassword: true);

        foreach (var typed in new[] { AuthenticatorCodes.At(secret, portal.Clock.GetUtcNow()), codes[0] })
        {
            var verdicts = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => steps.TryAsync(ruth.Id, session, typed, Stop))));
            Assert.Single(verdicts, verdict => verdict.IsRight);
            portal.Clock.Advance(TimeSpan.FromDays(2));
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_recovery_code_works_once_however_it_is_written_and_its_owner_is_told(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (steps, ruth) = await RuthAsync(portal);
        var (_, codes) = await SetUpAsync(portal, steps, ruth);
        var session = await portal.Data.CreateSessionAsync(ruth.Id, byPassword: true);
        var ben = await portal.Data.CreateSupporterAsync();

        Assert.False((await steps.TryAsync(ben.Id, session, codes[0], Stop)).IsRight);
        Assert.True((await steps.TryAsync(ruth.Id, session, $" {codes[0].Replace("-", " ", StringComparison.Ordinal).ToUpperInvariant()}", Stop)).IsRight);
        Assert.False((await steps.TryAsync(ruth.Id, session, codes[0], Stop)).IsRight);
        Assert.Equal(9, (await steps.StateAsync(ruth.Id, Stop)).CodesLeft);

        await steps.NewCodesAsync(ruth.Id, Stop);
        Assert.False((await steps.TryAsync(ruth.Id, session, codes[1], Stop)).IsRight);
        Assert.Null(await steps.NewCodesAsync(ben.Id, Stop));
        await using var db = portal.NewContext();
        var told = await db.Messages.Where(m => m.Template == SecondStepLetter.Name).Select(m => m.Data).ToListAsync(Stop);
        Assert.Contains(told, data => data.Contains($"{(int)SecondStepChange.RecoveryCodeUsed}", StringComparison.Ordinal) || data.Contains(nameof(SecondStepChange.RecoveryCodeUsed), StringComparison.Ordinal));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Guessing_is_slowed_down_and_a_right_code_ends_the_wait(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (steps, ruth) = await RuthAsync(portal);
        var (secret, _) = await SetUpAsync(portal, steps, ruth);
        var session = await portal.Data.CreateSessionAsync(ruth.Id, byPassword: true);
        portal.Clock.Advance(Step * 3);
        for (var guess = 0; guess < 5; guess++)
        {
            Assert.Equal(new CodeVerdict(IsRight: false), await steps.TryAsync(ruth.Id, session, $"00000{guess}", Stop));
        }

        var waiting = await steps.TryAsync(ruth.Id, session, AuthenticatorCodes.At(secret, portal.Clock.GetUtcNow()), Stop);
        Assert.Equal(new CodeVerdict(IsRight: false, portal.Clock.GetUtcNow() + Step), waiting);
        portal.Clock.Advance(Step);
        Assert.True((await steps.TryAsync(ruth.Id, session, AuthenticatorCodes.At(secret, portal.Clock.GetUtcNow()), Stop)).IsRight);
        Assert.Equal(new CodeVerdict(IsRight: false), await steps.TryAsync(ruth.Id, session, "000000", Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_is_stored_opens_nothing(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (steps, ruth) = await RuthAsync(portal);
        var (secret, codes) = await SetUpAsync(portal, steps, ruth);

        await using var db = portal.NewContext();
        var box = await db.Authenticators.Select(a => a.Sealed).SingleAsync(Stop);
        var hashes = await db.RecoveryCodes.Select(c => c.Hash).ToListAsync(Stop);

        Assert.DoesNotContain(secret, Encoding.Latin1.GetString(box), StringComparison.Ordinal);
        Assert.All(hashes, hash => Assert.Equal(32, hash.Length));
        Assert.All(codes, code => Assert.DoesNotContain(hashes, hash => Encoding.Latin1.GetString(hash).Contains(code, StringComparison.Ordinal)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_secret_that_was_never_used_goes_after_a_day_and_one_that_counts_stays(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (steps, ruth) = await RuthAsync(portal);
        await SetUpAsync(portal, steps, ruth);
        var ben = await portal.Data.CreateSupporterAsync();
        await steps.BeginAsync(ben.Id, Stop);

        portal.Clock.Advance(Authenticator.Waits + TimeSpan.FromSeconds(1));

        Assert.Equal(1, await steps.ForgetAsync(Stop));
        Assert.NotNull((await steps.StateAsync(ruth.Id, Stop)).AuthenticatorSince);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task With_the_last_thing_to_take_the_step_by_the_codes_go_too(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (steps, ruth) = await RuthAsync(portal);
        await SetUpAsync(portal, steps, ruth);

        Assert.True(await steps.RemoveAsync(ruth.Id, Stop));
        Assert.False(await steps.RemoveAsync(ruth.Id, Stop));

        Assert.Equal(new SecondStepState(null, Passkeys: 0, CodesLeft: 0), await steps.StateAsync(ruth.Id, Stop));
    }

    private static async Task<(SecondStepService Steps, Supporter Ruth)> RuthAsync(TestPortal portal) =>
        (portal.Services.GetRequiredService<SecondStepService>(), await portal.Data.CreateSupporterAsync("Ruth"));

    private static async Task<(string Secret, IReadOnlyList<string> Codes)> SetUpAsync(TestPortal portal, SecondStepService steps, Supporter who)
    {
        var secret = (await steps.BeginAsync(who.Id, Stop))!;
        var codes = await steps.ConfirmAsync(who.Id, await portal.Data.CreateSessionAsync(who.Id), AuthenticatorCodes.At(secret, portal.Clock.GetUtcNow()), Stop);
        return (secret, codes!);
    }

    private static async Task<bool> IsStrongAsync(TestPortal portal, Guid session)
    {
        await using var db = portal.NewContext();
        return await db.Sessions.AnyAsync(s => s.Id == session && s.SecondStepAt != null, Stop);
    }
}
