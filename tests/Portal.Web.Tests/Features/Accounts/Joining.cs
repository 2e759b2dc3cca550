using System.Text.RegularExpressions;
using Portal.Core.Mail;

namespace Portal.Web.Tests.Features.Accounts;

/// <summary>The steps of joining that several tests take.</summary>
internal static partial class Joining
{
    public const string Password = TestData.Password;

    public static async Task<Page> JoinAsync(this FormClient visitor, string address, params (string Field, string? Value)[] more)
    {
        var page = await visitor.GetAsync("/account/register");
        (string Field, string? Value)[] usual =
        [
            ("DisplayName", "Ruth"), ("Email", address), ("Password", Password), ("IsAdult", "true"), ("AcceptsCode", "true"),
        ];
        return await page.SubmitAsync("/account/register", [.. usual.Where(field => !more.Any(other => other.Field == field.Field)), .. more]);
    }

    /// <summary>Sends what waits, and returns the text of the newest mail to an address.</summary>
    public static async Task<string> NewestMailAsync(this PortalFactory portal, string address)
    {
        await portal.RunAsync<Dispatcher, object>(async dispatcher => await dispatcher.DispatchUntilEmptyAsync(TestContext.Current.CancellationToken));
        return portal.Mail.To(address)[^1].TextBody!;
    }

    public static string CodeIn(string mail) => Code().Match(mail).Value;

    public static string LinkIn(string mail) => new Uri(Link().Match(mail).Value).PathAndQuery;

    /// <summary>What is left of a page without what differs each time: the token of its forms.</summary>
    public static string WithoutTokens(string source) => Token().Replace(source, "");

    [GeneratedRegex(@"(?<=^|\s)\d{6}(?=\s|$)", RegexOptions.Multiline)]
    private static partial Regex Code();

    [GeneratedRegex(@"https://localhost/account/(confirm|reset)/\S+")]
    private static partial Regex Link();

    [GeneratedRegex("""<input name="__RequestVerificationToken"[^>]*>""")]
    private static partial Regex Token();
}
