using System.Text;
using Portal.Testing.Access;
using Route = Portal.Testing.Access.Route;

namespace Portal.Web.Tests.Access;

/// <summary>A phone with a roster pass is nobody's to every page but the one of the pass: every route is asked with its cookie.</summary>
[Collection(AccessTests.Name)]
public sealed class RosterPassTests(AccessTown town)
{
    private const string Person = "Volunteer A";
    private const string Beginning = "/pass";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Cookie => $"__Host-pass={town.Cast.A.PassCookie}";

    [Fact]
    public async Task Every_route_answers_a_phone_with_a_pass_as_it_answers_nobody_but_for_the_page_of_the_pass()
    {
        var nobody = (await town.MatrixAsync()).Lines.ToDictionary(line => line.Route, line => line.Cells[(int)Role.Nobody], StringComparer.Ordinal);
        var findings = new List<string>();
        foreach (var route in town.Routes.Where(route => !IsOfPass(route)))
        {
            var asked = $"{await AskAsync(route, town.Cast.A)}/{await AskAsync(route, town.Cast.B)}";
            var expected = nobody[$"{route}"].Split('/');
            if (asked != $"{expected[0]}/{expected[^1]}")
            {
                findings.Add($"{route} answers a phone with a pass {asked}, and nobody {nobody[$"{route}"]}");
            }
        }

        Findings.None(findings);
    }

    [Fact]
    public async Task Names_of_the_shift_stand_on_the_page_of_the_pass_and_on_no_other()
    {
        var (told, pages) = (new List<string>(), 0);
        foreach (var route in town.Routes.Where(route => route.Method == "GET"))
        {
            using var response = await town.SendAsync(Role.Nobody, "GET", RouteIds.AddressOf(route, town.Cast.A), extra: Cookie);
            town.PutBack();
            var page = await response.Content.ReadAsStringAsync(Stop);
            pages += response.IsSuccessStatusCode ? 1 : 0;
            if (page.Contains(Person, StringComparison.Ordinal) && !await TellsNobodyAsync(route))
            {
                told.Add($"{route}");
            }
        }

        Assert.Equal(["GET /pass"], told);
        Assert.True(pages > 20, $"{pages} pages");
    }

    [Fact]
    public async Task The_page_of_a_pass_tells_no_secret_and_leads_nowhere_and_its_buttons_work_for_its_own_shift_only()
    {
        using var page = await town.SendAsync(Role.Nobody, "GET", Beginning, extra: Cookie);
        var source = await page.Content.ReadAsByteArrayAsync(Stop);
        var canaries = new Canaries([.. (await town.SecretsAsync()).Values.SelectMany(texts => texts), town.Cast.A.PassCookie, town.Cast.A.PassToken]);

        Assert.Empty(canaries.In(source));
        Assert.DoesNotContain("href=\"/shifts", Encoding.UTF8.GetString(source), StringComparison.Ordinal);
        using var own = await town.SendAsync(Role.Nobody, "POST", $"/pass/{town.Cast.A.Booking}/check-in", extra: Cookie);
        Assert.True(town.PutBack());
        Assert.Equal("/pass", own.Headers.Location!.OriginalString);
        using var other = await town.SendAsync(Role.Nobody, "POST", $"/pass/{town.Cast.B.Booking}/check-in", extra: Cookie);
        Assert.False(town.PutBack());
        Assert.Equal(System.Net.HttpStatusCode.NotFound, other.StatusCode);
    }

    // Whoever has a group's link reads who leads it, with a pass or without.
    private async Task<bool> TellsNobodyAsync(Route route)
    {
        using var response = await town.SendAsync(Role.Nobody, "GET", RouteIds.AddressOf(route, town.Cast.A));
        town.PutBack();
        return (await response.Content.ReadAsStringAsync(Stop)).Contains(Person, StringComparison.Ordinal);
    }

    private static bool IsOfPass(Route route) => route.Pattern == Beginning || route.Pattern.StartsWith($"{Beginning}/", StringComparison.Ordinal);

    private async Task<string> AskAsync(Route route, Plot plot)
    {
        using var response = await town.SendAsync(Role.Nobody, route.Method, RouteIds.AddressOf(route, plot), views: false, extra: Cookie);
        return Outcome.Of(response, route.IsUnsafe, town.PutBack() && route.IsUnsafe);
    }
}
