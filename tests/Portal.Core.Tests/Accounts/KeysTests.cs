using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Portal.Core.Data;
using Portal.Core.Privacy;

namespace Portal.Core.Tests.Accounts;

public sealed class KeysTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Keys_are_shared_through_the_database_and_wrapped_in_it(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var one = TestPortal.StartOn(database);
        var box = one.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Protect("hello");

        await using var other = TestPortal.StartOn(database);
        Assert.Equal("hello", other.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Unprotect(box));

        await using var db = other.NewContext();
        var stored = Assert.Single(await db.DataProtectionKeys.Select(key => key.Xml).ToListAsync(TestContext.Current.CancellationToken));
        Assert.Contains("<wrapped", stored, StringComparison.Ordinal);
        Assert.DoesNotContain("masterKey", stored, StringComparison.OrdinalIgnoreCase);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Another_master_key_opens_nothing(DatabaseProvider provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        await using var one = TestPortal.StartOn(database);
        var box = one.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Protect("hello");
        var settings = new Dictionary<string, string?> { ["Secrets:MasterKey"] = Convert.ToBase64String(new byte[SecretsOptions.KeyBytes]) };

        await using var thief = TestPortal.StartOn(database, settings);

        Assert.ThrowsAny<Exception>(() => thief.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Unprotect(box));
    }

    [Theory]
    [InlineData(SecretsOptions.DevelopmentKey, "Secrets:MasterKey is missing")]
    [InlineData("c2hvcnQ=", "Secrets:MasterKey is not a key")]
    [InlineData("not base64!", "Secrets:MasterKey is not a key")]
    public async Task A_portal_without_a_key_of_its_own_says_so(string key, string sentence)
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Sqlite, new Dictionary<string, string?> { ["Secrets:MasterKey"] = key });

        var refusal = Assert.Throws<OptionsValidationException>(() => portal.Services.GetRequiredService<IOptions<SecretsOptions>>().Value);

        Assert.Contains(sentence, refusal.Message, StringComparison.Ordinal);
    }
}
