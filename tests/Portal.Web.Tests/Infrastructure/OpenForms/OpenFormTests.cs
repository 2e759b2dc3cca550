using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Web.Infrastructure.OpenForms;
using Portal.Web.Tests.Features.Accounts;

namespace Portal.Web.Tests.Infrastructure.OpenForms;

/// <summary>Forms that anybody may send, while machines send them.</summary>
public sealed class OpenFormTests
{
    private const string Refused = "some are sent by machines";

    private static readonly Dictionary<string, string?> AfterTwo = new() { ["Limits:OpenFormsBeforeWork"] = "2", ["Limits:WorkBits"] = "8" };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_fills_in_what_people_do_not_see_is_refused_and_a_person_sends_it_again()
    {
        await using var portal = await PortalFactory.StartAsync();
        using var visitor = portal.Anonymous();

        var refused = await visitor.JoinAsync("ruth@example.org", (OpenFormAttribute.Honey, "https://spam.example"));
        Assert.Contains("a field that people do not see", refused.Text, StringComparison.Ordinal);
        Assert.Equal(0, await PeopleAsync(portal));
        var asked = await portal.Anonymous().SubmitAsync("/newsletter", "Subscribe", ("Address", "machine@example.org"), (OpenFormAttribute.Honey, "x"));
        Assert.Contains("a field that people do not see", asked.Text, StringComparison.Ordinal);

        // The page that says so has the field empty.
        Assert.Equal("/account/confirm", (await refused.SubmitAsync("/account/register", ("Password", Joining.Password))).Path);
        Assert.Equal(1, await PeopleAsync(portal));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task While_many_come_at_once_each_takes_work_that_is_good_once(Portal.Core.Data.DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider, AfterTwo);
        Assert.DoesNotContain(OpenFormAttribute.Question, (await portal.Anonymous().GetAsync("/account/register")).Source, StringComparison.Ordinal);
        await portal.Anonymous().JoinAsync("one@example.org");
        await portal.Anonymous().JoinAsync("two@example.org");
        Assert.Equal(2, await PeopleAsync(portal));

        // The form is open since before: what is refused brings the question with it.
        using var visitor = portal.Anonymous();
        var refused = await visitor.JoinAsync("three@example.org");
        Assert.Contains(Refused, refused.Text, StringComparison.Ordinal);
        var question = refused.Document.QuerySelector("[data-work-question]")!.GetAttribute("value")!;
        var answer = Solve(question, bits: 8);
        Assert.Contains(Refused, (await SendAsync(refused, question, "0" + answer)).Text, StringComparison.Ordinal);
        Assert.Contains(Refused, (await SendAsync(refused, "x" + question[1..], answer)).Text, StringComparison.Ordinal);
        Assert.Equal("/account/confirm", (await SendAsync(refused, question, answer)).Path);
        Assert.Equal(3, await PeopleAsync(portal));
        Assert.Contains(Refused, (await portal.Anonymous().JoinAsync("four@example.org", (OpenFormAttribute.Question, question), (OpenFormAttribute.Answer, answer))).Text, StringComparison.Ordinal);

        // Ten minutes later it is as before.
        portal.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal("/account/confirm", (await portal.Anonymous().JoinAsync("five@example.org")).Path);
        Assert.Equal(4, await PeopleAsync(portal));
    }

    [Fact]
    public async Task Who_has_no_scripts_waits_a_minute_instead_and_an_hour_is_too_long()
    {
        await using var portal = await PortalFactory.StartAsync(settings: new Dictionary<string, string?> { ["Limits:OpenFormsBeforeWork"] = "0", ["Limits:WorkBits"] = "32" });
        using var visitor = portal.Anonymous();
        var page = await visitor.GetAsync("/account/register");
        Assert.Contains("wait a minute", page.Source, StringComparison.Ordinal);
        (string, string?)[] filled = [("DisplayName", "Ruth"), ("Email", "ruth@example.org"), ("Password", Joining.Password), ("IsAdult", "true"), ("AcceptsCode", "true")];

        portal.Clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Contains(Refused, (await page.SubmitAsync("/account/register", filled)).Text, StringComparison.Ordinal);
        portal.Clock.Advance(TimeSpan.FromMinutes(60));
        Assert.Contains(Refused, (await page.SubmitAsync("/account/register", filled)).Text, StringComparison.Ordinal);
        page = await visitor.GetAsync("/account/register");
        portal.Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal("/account/confirm", (await page.SubmitAsync("/account/register", filled)).Path);
    }

    [Fact]
    public async Task What_is_no_form_is_refused_with_a_page()
    {
        await using var portal = await PortalFactory.StartAsync();
        using var visitor = portal.Anonymous();
        var page = await visitor.GetAsync("/account/register");
        foreach (var kind in new[] { "application/json", "text/plain" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/account/register") { Content = new StringContent("{}", Encoding.UTF8, kind) };
            request.Headers.Add("RequestVerificationToken", page.Document.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value"));

            Assert.InRange((int)(await visitor.SendAsync(request)).Status, 200, 499);
        }

        Assert.Equal(0, await PeopleAsync(portal));
    }

    private static Task<Page> SendAsync(Page page, string question, string answer) =>
        page.SubmitAsync("/account/register", ("Password", Joining.Password), (OpenFormAttribute.Question, question), (OpenFormAttribute.Answer, answer));

    private static string Solve(string question, int bits)
    {
        for (var number = 0; ; number++)
        {
            var hash = SHA256.HashData(Encoding.ASCII.GetBytes($"{question}.{number.ToString(CultureInfo.InvariantCulture)}"));
            if (BitOperations.LeadingZeroCount(BitConverter.ToUInt32([.. hash.Take(4).Reverse()])) >= bits)
            {
                return number.ToString(CultureInfo.InvariantCulture);
            }
        }
    }

    private static async Task<int> PeopleAsync(PortalFactory portal)
    {
        await using var db = portal.NewContext();
        return await db.Supporters.CountAsync(Stop);
    }
}
