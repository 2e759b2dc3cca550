using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Portal.Core.Accounts;
using Portal.Core.Accounts.SecondStep;
using Portal.Core.Data;

namespace Portal.Web.Tests.Features.Accounts.SecondStep;

/// <summary>What comes without a device behind it. Real ceremonies are in the browser's tests.</summary>
public sealed class PasskeyPagesTests
{
    private const string Page = "/account/passkeys";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("no JSON")]
    [InlineData("""{"id":"AAAA","rawId":"AAAA","type":"public-key","response":{"clientDataJSON":"e30","attestationObject":"AAAA"},"clientExtensionResults":{}}""")]
    public async Task An_answer_that_nobody_asked_for_adds_nothing_and_signs_nobody_in(string? answer)
    {
        await using var portal = await PortalFactory.StartAsync();
        var ruth = await portal.Data.CreateSupporterAsync();
        using var client = await portal.SignedInAsync(ruth);
        using var stranger = portal.Anonymous();

        var page = await (await client.GetAsync(Page)).SubmitAsync("Add a passkey", ("Form.Name", "My phone"), ("Form.Credential", answer));
        var door = await (await stranger.GetAsync("/account/sign-in")).SubmitAsync("Use a passkey", ("Credential", answer));

        Assert.Contains("does not fit what it was asked", page.Text, StringComparison.Ordinal);
        Assert.Empty(await portal.RunAsync<PasskeyService, IReadOnlyList<OwnPasskey>>(own => own.ListAsync(ruth.Id)));
        Assert.Contains("We do not know this passkey", door.Text, StringComparison.Ordinal);
        Assert.Equal("/account/sign-in", (await stranger.GetAsync("/account/profile")).Address.AbsolutePath);
    }

    [Fact]
    public async Task Whoever_finds_an_open_phone_adds_and_removes_none()
    {
        await using var portal = await PortalFactory.StartAsync();
        var ruth = await portal.Data.CreateSupporterAsync();
        await AddAsync(portal, ruth, "Hers");
        using var client = await portal.SignedInAsync(ruth);
        var page = await client.GetAsync(Page);

        portal.Clock.Advance(TimeSpan.FromMinutes(16));

        foreach (var address in new[] { Page, "/account/passkeys/remove", "/account/passkeys/options" })
        {
            page.Form("Add a passkey").SetAttribute("action", address);
            Assert.Equal("/account/prove?back=%2Faccount%2Fpasskeys", (await page.SubmitAsync("Add a passkey")).Path);
        }

        Assert.Equal("/account/prove?back=%2Faccount%2Fpasskeys", (await client.GetAsync(Page)).Path);
        Assert.Single(await portal.RunAsync<PasskeyService, IReadOnlyList<OwnPasskey>>(own => own.ListAsync(ruth.Id)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task One_removes_ones_own_and_nobody_elses(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var (ruth, ben) = (await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync());
        var (hers, his) = (await AddAsync(portal, ruth, "Hers"), await AddAsync(portal, ben, "His"));
        Task<IReadOnlyList<OwnPasskey>> ListAsync(Supporter who) => portal.RunAsync<PasskeyService, IReadOnlyList<OwnPasskey>>(own => own.ListAsync(who.Id));

        foreach (var id in new[] { his, "not base64url!", "AAAA", "" })
        {
            await portal.RunAsync<PasskeyService, bool>(own => RemoveAsync(own, ruth, id));
        }

        Assert.Equal((1, 1), ((await ListAsync(ruth)).Count, (await ListAsync(ben)).Count));
        await portal.RunAsync<PasskeyService, bool>(own => RemoveAsync(own, ruth, hers));
        Assert.Equal((0, 1), ((await ListAsync(ruth)).Count, (await ListAsync(ben)).Count));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task There_are_ten_at_most_each_is_one_persons_and_each_has_a_name_that_can_be_read(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var (ruth, ben) = (await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync());
        var known = NewKey();
        Task<AddPasskeyResult> TryAsync(Supporter who, UserPasskeyInfo key, string name) => portal.RunAsync<PasskeyService, AddPasskeyResult>(own => own.AddAsync(who.Id, key, name, Stop));

        Assert.Equal(AddPasskeyResult.Added, await TryAsync(ruth, known, "هاتفي \u202E"));
        Assert.Equal("هاتفي", Assert.Single(await portal.RunAsync<PasskeyService, IReadOnlyList<OwnPasskey>>(own => own.ListAsync(ruth.Id))).Name);
        Assert.Equal(AddPasskeyResult.Refused, await TryAsync(ben, known, "Mine"));
        foreach (var name in new[] { "", " ", "\u200B", "\0", new string('x', PasskeyService.NameLength + 1) })
        {
            Assert.Equal(AddPasskeyResult.NameWrong, await TryAsync(ben, NewKey(), name));
        }

        for (var more = 1; more < PasskeyService.Most; more++)
        {
            Assert.Equal(AddPasskeyResult.Added, await TryAsync(ruth, NewKey(), $"{more}"));
        }

        Assert.Equal(AddPasskeyResult.TooMany, await TryAsync(ruth, NewKey(), "One more"));
    }

    private static async Task<string> AddAsync(PortalFactory portal, Supporter who, string name)
    {
        Assert.Equal(AddPasskeyResult.Added, await portal.RunAsync<PasskeyService, AddPasskeyResult>(own => own.AddAsync(who.Id, NewKey(), name, Stop)));
        return (await portal.RunAsync<PasskeyService, IReadOnlyList<OwnPasskey>>(own => own.ListAsync(who.Id)))[0].Id;
    }

    private static async Task<bool> RemoveAsync(PasskeyService own, Supporter who, string id)
    {
        await own.RemoveAsync(who.Id, id, Stop);
        return true;
    }

    private static UserPasskeyInfo NewKey() =>
        new(RandomNumberGenerator.GetBytes(16), RandomNumberGenerator.GetBytes(64), TestPortal.Begin, signCount: 0, ["internal"], isUserVerified: true, isBackupEligible: false, isBackedUp: false, [1], [1]);
}
