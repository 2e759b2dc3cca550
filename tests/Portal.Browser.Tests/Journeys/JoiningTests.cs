using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Portal.Browser.Tests.Pages;
using Portal.Core;
using Portal.Web.Infrastructure.OpenForms;
using static Microsoft.Playwright.Assertions;

namespace Portal.Browser.Tests.Journeys;

public sealed class JoiningTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task One_joins_types_the_code_from_the_mail_and_arrives_signed_in()
    {
        var visitor = await VisitorAsync();
        var join = await JoinPage.FindAsync(visitor);
        Assert.Equal(await visitor.Page.EvaluateAsync<string>("() => Intl.DateTimeFormat().resolvedOptions().timeZone"), await visitor.Page.Locator("[name=TimeZone]").InputValueAsync());
        await join.WriteAsync("Ruth", "ruth@example.org");
        await join.SayAdultAsync();
        await join.SendAsync();
        await Expect(join.Wrong).ToBeVisibleAsync();
        await visitor.FindsThePageAccessibleAsync();

        await visitor.Page.GetByLabel("Password", new() { Exact = true }).FillAsync(TestData.Password);
        await join.AcceptCodeAsync();
        var confirm = await join.SendAsync();
        await Expect(confirm.Title).ToBeVisibleAsync();
        await visitor.FindsThePageAccessibleAsync();

        var mail = await NewestMailAsync("ruth@example.org");
        var shifts = await confirm.ConfirmAsync(mail.Code);

        await Expect(shifts.Message).ToContainTextAsync("Welcome! Your address is confirmed.");
        await Expect(visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Your account: Ruth" })).ToBeVisibleAsync();
        await visitor.FindsThePageAccessibleAsync();
    }

    [Fact]
    public async Task While_a_great_many_join_the_device_works_a_little_and_one_sends_the_form_once()
    {
        var crowd = Portal.Services.GetRequiredService<Crowd>();
        for (var sent = 0; sent < new LimitsOptions().OpenFormsBeforeWork; sent++)
        {
            crowd.Count();
        }

        var visitor = await VisitorAsync();
        var join = await JoinPage.FindAsync(visitor);
        await join.WriteAsync("Ruth", "ruth@example.org");
        await join.SayAdultAsync();
        await join.AcceptCodeAsync();

        await Expect((await join.SendAsync()).Title).ToBeVisibleAsync();
    }
}
