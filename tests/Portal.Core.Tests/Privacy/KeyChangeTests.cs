using System.Data.Common;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Portal.Core.Accounts;
using Portal.Core.Accounts.SecondStep;
using Portal.Core.Bookings.Attendance;
using Portal.Core.Bookings.Parties;
using Portal.Core.Data;
using Portal.Core.Newsletters.Subscriptions;
using Portal.Core.Privacy;
using Portal.Core.Privacy.Audit;

namespace Portal.Core.Tests.Privacy;

/// <summary>Another master key, on a database that lived under the one before.</summary>
public sealed class KeyChangeTests
{
    private const string Phone = "+33 6 12 34 56 78";

    private static readonly string Other = Convert.ToBase64String([.. Enumerable.Range(7, SecretsOptions.KeyBytes).Select(n => (byte)n)]);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task All_is_wrapped_anew_and_what_was_signed_before_is_still_known(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var before = TestPortal.StartOn(database);
        var former = before.Services.GetRequiredService<IOptions<SecretsOptions>>().Value.MasterKey;
        var ruth = await before.Data.CreateSupporterAsync();
        Assert.True(await before.RunAsync<PhoneService, bool>(phones => phones.SaveAsync(ruth.Id, Phone, Stop)));
        var box = before.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Protect("hello");
        var codes = await WriteAsync(before, ruth.Id);
        await before.Services.GetRequiredService<AuditSealer>().SealAsync(Stop);
        var (leave, confirm, onTheWall) = (Tokens(before).Leave(ruth.Id), Tokens(before).Confirm(ruth.Id), before.Services.GetRequiredService<CheckInCodes>().Of(ruth.Id, 1));
        var group = before.Services.GetRequiredService<PartyLinks>().Of(ruth.Id, 0);
        var hash = Tokens(before).HashOf(Address);

        var settings = new Dictionary<string, string?> { ["Secrets:MasterKey"] = Other, ["Secrets:FormerMasterKeys:0"] = former };
        await using var after = TestPortal.StartOn(database, settings);
        // Several processes start at once; between them they wrap each once.
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => after.Services.GetRequiredService<KeyChange>().WrapAnewAsync(Stop), Stop)));
        Assert.Equal(0, await after.Services.GetRequiredService<KeyChange>().WrapAnewAsync(Stop));

        await using (var db = after.NewContext())
        {
            Assert.Equal([after.Services.GetRequiredService<MasterKey>().Name], await db.DataKeys.Select(k => k.MasterKey).Distinct().ToListAsync(Stop));
            Assert.True(await after.Services.GetRequiredService<RecoveryCodes>().UseAsync(db, ruth.Id, codes[0], Stop));
        }

        Assert.Empty(await after.RunAsync<AuditVerifier, IReadOnlyList<string>>(verifier => verifier.VerifyAsync([], Stop)));
        Assert.Equal(ruth.Id, Assert.Single(await after.Data.RecordAsync()).ActorId);
        Assert.True(Tokens(after).MayLeave(ruth.Id, leave));
        Assert.NotNull(Tokens(after).ConfirmMadeAt(ruth.Id, confirm));
        Assert.NotEqual(leave, Tokens(after).Leave(ruth.Id));
        Assert.True(after.Services.GetRequiredService<CheckInCodes>().IsRight(ruth.Id, 1, onTheWall));
        Assert.Equal(group, after.Services.GetRequiredService<PartyLinks>().Of(ruth.Id, 0, PartyLinks.HashOf(group)));
        Assert.Equal(hash, Tokens(after).HashOf(Address));

        // The former key is worth nothing any more where things are opened, and the present one needs no other.
        await using var alone = TestPortal.StartOn(database, new Dictionary<string, string?> { ["Secrets:MasterKey"] = Other });
        Assert.Equal(Phone, await alone.RunAsync<PhoneService, string?>(phones => phones.ReadAsync(ruth.Id, Stop)));
        Assert.Equal("hello", alone.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Unprotect(box));
        await using var thief = TestPortal.StartOn(database);
        await Assert.ThrowsAnyAsync<Exception>(() => thief.RunAsync<PhoneService, string?>(phones => phones.ReadAsync(ruth.Id, Stop)));
        Assert.ThrowsAny<Exception>(() => thief.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Unprotect(box));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_key_that_is_destroyed_and_made_anew_while_it_is_wrapped_stays_the_new_one(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var before = TestPortal.StartOn(database);
        var former = before.Services.GetRequiredService<IOptions<SecretsOptions>>().Value.MasterKey;
        var ruth = await before.Data.CreateSupporterAsync();
        Assert.True(await before.RunAsync<PhoneService, bool>(phones => phones.SaveAsync(ruth.Id, "+33 6 11 11 11 11", Stop)));
        var between = new BetweenReadAndWrite(async () =>
        {
            await using var db = before.NewContext();
            await db.DataKeys.Where(k => k.SubjectId == ruth.Id).ExecuteDeleteAsync(Stop);
            Assert.True(await before.RunAsync<PhoneService, bool>(phones => phones.SaveAsync(ruth.Id, Phone, Stop)));
        });
        var settings = new Dictionary<string, string?> { ["Secrets:MasterKey"] = Other, ["Secrets:FormerMasterKeys:0"] = former };
        await using var after = TestPortal.StartOn(database, settings, between.AddTo);

        await after.Services.GetRequiredService<KeyChange>().WrapAnewAsync(Stop);

        Assert.True(between.HasRun);
        Assert.Equal(Phone, await after.RunAsync<PhoneService, string?>(phones => phones.ReadAsync(ruth.Id, Stop)));
    }

    [Theory]
    [InlineData("c2hvcnQ=")]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_former_key_that_is_none_or_the_present_one_stops_the_start(string? key)
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Sqlite, new Dictionary<string, string?> { ["Secrets:MasterKey"] = Other, ["Secrets:FormerMasterKeys:0"] = key ?? Other });

        Assert.Contains("Secrets:FormerMasterKeys", Assert.Throws<OptionsValidationException>(() => portal.Services.GetRequiredService<IOptions<SecretsOptions>>().Value).Message, StringComparison.Ordinal);
    }

    private static SubscriberAddress Address => new("ruth@example.org", SubscriberAddress.Normalize("ruth@example.org"));

    private static SubscriberTokens Tokens(TestPortal portal) => portal.Services.GetRequiredService<SubscriberTokens>();

    private static async Task<IReadOnlyList<string>> WriteAsync(TestPortal portal, Guid person)
    {
        await using var db = portal.NewContext();
        db.AuditEntries.Add(new AuditEntry { Id = Ids.New(portal.Clock), At = portal.Clock.GetUtcNow(), ActorId = person, Action = "phone.read", SubjectId = person });
        var codes = await portal.Services.GetRequiredService<RecoveryCodes>().RenewAsync(db, person, Stop);
        await db.SaveChangesAsync(Stop);
        return codes;
    }

    /// <summary>Does something once, right before the first data key is written.</summary>
    private sealed class BetweenReadAndWrite(Func<Task> what) : DbCommandInterceptor
    {
        public bool HasRun { get; private set; }

        public void AddTo(IServiceCollection services)
        {
            services.ConfigureDbContext<SqlitePortalDbContext>(options => options.AddInterceptors(this));
            services.ConfigureDbContext<PostgresPortalDbContext>(options => options.AddInterceptors(this));
        }

        public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            if (!HasRun && command.CommandText.Contains("UPDATE \"DataKeys\"", StringComparison.Ordinal))
            {
                HasRun = true;
                await what();
            }

            return result;
        }
    }
}
