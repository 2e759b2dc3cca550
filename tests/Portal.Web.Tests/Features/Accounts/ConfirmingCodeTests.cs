using System.Net;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Newsletters;

namespace Portal.Web.Tests.Features.Accounts;

public sealed class ConfirmingCodeTests
{
    private const string Address = "ruth@example.org";

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task After_five_wrong_codes_the_right_one_is_refused_too(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        using var ruth = portal.Anonymous();
        var page = await ruth.JoinAsync(Address);
        var code = Joining.CodeIn(await portal.NewestMailAsync(Address));
        for (var attempt = 0; attempt < EmailCodes.Tries; attempt++)
        {
            page = await page.SubmitAsync("Confirm", ("Code", code == "000000" ? "111111" : "000000"));
        }

        page = await page.SubmitAsync("Confirm", ("Code", code));

        Assert.Contains("This code is not right", page.Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_code_is_good_for_ten_minutes_and_a_new_one_can_be_asked_for(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        using var ruth = portal.Anonymous();
        var page = await ruth.JoinAsync(Address);
        Assert.Contains("You can ask again in a minute, at 10:01 (Calais time)", page.Text, StringComparison.Ordinal);
        var old = Joining.CodeIn(await portal.NewestMailAsync(Address));
        portal.Clock.Advance(EmailCodes.Lifetime + TimeSpan.FromSeconds(1));

        page = await page.SubmitAsync("Confirm", ("Code", old));
        Assert.Contains("This code is not right", page.Text, StringComparison.Ordinal);
        page = await page.SubmitAsync("Send it again");
        var fresh = Joining.CodeIn(await portal.NewestMailAsync(Address));

        Assert.Contains("Your address is confirmed", (await page.SubmitAsync("Confirm", ("Code", fresh))).Source, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_wrong_code_is_blamed_alone_until_a_password_was_asked_for(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        using var ruth = portal.Anonymous();
        var page = await ruth.JoinAsync(Address);

        page = await page.SubmitAsync("Confirm", ("Code", "x"));
        Assert.Equal("This code is not right or too old. The link in the newest mail always works.", page.Document.QuerySelector("#Code-wrong")!.TextContent);
        Assert.StartsWith("We ask for it too from now on", page.Document.QuerySelector("#Password-hint")!.TextContent, StringComparison.Ordinal);

        page = await page.SubmitAsync("Confirm", ("Code", "x"));
        Assert.Contains("or the password is not the one you joined with", page.Document.QuerySelector("#Code-wrong")!.TextContent, StringComparison.Ordinal);
        Assert.StartsWith("It shows that the account is yours", page.Document.QuerySelector("#Password-hint")!.TextContent, StringComparison.Ordinal);
    }
}
