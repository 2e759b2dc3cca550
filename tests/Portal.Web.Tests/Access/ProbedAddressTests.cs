using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;

namespace Portal.Web.Tests.Access;

/// <summary>
/// Nobody learns from an answer whether an address has an account: the same status, the same page and the same headers. How long the
/// answers take is measured by <c>./dev bench probes</c>.
/// </summary>
public sealed partial class ProbedAddressTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    private const int Probes = 20;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/account/sign-in", "Password", "not the password of anybody")]
    [InlineData("/account/forgotten", "", "")]
    [InlineData("/account/register", "Password", "a lantern for every tent")]
    public async Task Known_and_unknown_addresses_get_the_same_answer(string form, string field, string value)
    {
        var kinds = new (string Name, bool Exists, bool Confirmed, bool Suspended)[] { ("unknowne", false, false, false), ("confirmd", true, true, false), ("unconfir", true, false, false), ("suspende", true, true, true) };
        var answers = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        for (var probe = 0; probe < Probes; probe++)
        {
            var (name, exists, confirmed, suspended) = kinds[probe % kinds.Length];
            var address = $"{name}-{Ending(form)}{probe:00}@example.org";
            if (exists)
            {
                await portal.Data.CreateSupporterAsync("Noor", confirmed, suspended, email: address);
            }

            (answers.TryGetValue(name, out var known) ? known : answers[name] = []).Add(await ProbeAsync(form, address, field, value));
        }

        Assert.All(answers.Values, seen => Assert.Single(seen));
        Assert.Single(answers.Values.SelectMany(seen => seen).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_answer_that_differs_is_seen()
    {
        var right = await portal.Data.CreateSupporterAsync(email: "rightpwd-s01@example.org");

        var wrong = await ProbeAsync("/account/sign-in", "wrongpwd-s01@example.org", "Password", "not the password of anybody");

        Assert.NotEqual(wrong, await ProbeAsync("/account/sign-in", right.Email!, "Password", TestData.Password));
    }

    private static string Ending(string form) => form[^3..];

    // Everything but what is random, or repeats what was asked.
    private async Task<string> ProbeAsync(string form, string address, string field, string value)
    {
        using var visitor = portal.Anonymous();
        var page = await visitor.GetAsync(form);
        var fields = FoundFields(page, form).Where(one => one.Key != "Email" && one.Key != field).Append(KeyValuePair.Create("Email", address));
        using var content = new FormUrlEncodedContent(field.Length == 0 ? fields : fields.Append(KeyValuePair.Create(field, value)));
        using var answer = await visitor.Http.PostAsync(new Uri(form, UriKind.Relative), content, Stop);
        var text = $"{(int)answer.StatusCode}\n{answer.Headers}{answer.Content.Headers}\n{await answer.Content.ReadAsStringAsync(Stop)}";
        await using var db = portal.NewContext();
        // So that each is the first from its network.
        await db.Attempts.ExecuteDeleteAsync(Stop);
        return Sealed().Replace(text.Replace(address, "{address}", StringComparison.OrdinalIgnoreCase), match => $"{{{match.Length}}}");
    }

    private static IEnumerable<KeyValuePair<string, string>> FoundFields(Page page, string form)
    {
        var token = page.Form(form).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return [new("__RequestVerificationToken", token), new("DisplayName", "Noor"), new("IsAdult", "true"), new("AcceptsCode", "true")];
    }

    [GeneratedRegex("CfDJ8[A-Za-z0-9_-]+|[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}")]
    private static partial Regex Sealed();
}
