using System.Net;
using Microsoft.AspNetCore.Mvc;
using Portal.Testing.Access;
using Route = Portal.Testing.Access.Route;

namespace Portal.Web.Tests.Access;

/// <summary>What another site could make somebody's browser send: forms without the portal's token, connections from its own pages, and links.</summary>
[Collection(AccessTests.Name)]
public sealed class ForgedRequestTests(AccessTown town)
{
    private const string Evil = "https://evil.example";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_form_without_the_token_is_refused_and_changes_nothing()
    {
        var (matrix, exceptions) = (await town.MatrixAsync(), AccessPolicy.Read().WithoutToken);
        var findings = new List<string>();
        foreach (var route in town.Routes.Where(route => route.IsUnsafe))
        {
            findings.AddRange(await ForgeAsync(route, matrix.LetIn(route), exceptions.ContainsKey($"{route}")));
        }

        Findings.None(findings);
    }

    // Also where a form without its fields is refused before anybody could tell why.
    [Fact]
    public void Whatever_does_not_ask_for_the_token_stands_in_the_policy_file_and_nothing_else()
    {
        var (said, open) = (AccessPolicy.Read().WithoutToken.Keys, town.Routes.Where(route => route.IsUnsafe && !AsksForToken(route)).Select(route => $"{route}").ToList());

        Findings.None(open.Except(said).Select(route => $"{route} asks for no token. It does, or stands with a reason under [without a token] in the policy file."));
        Findings.None(said.Except(open).Select(route => $"{route} asks for a token, where the policy file says it does not."));
    }

    [Fact]
    public void Every_exception_of_the_policy_file_is_a_route_and_has_a_reason()
    {
        var (policy, routes) = (AccessPolicy.Read(), town.Routes.Select(route => $"{route}").ToHashSet(StringComparer.Ordinal));
        Findings.None(policy.WithoutToken.Keys.Concat(policy.Writing.Keys).Concat(policy.Telling.Keys).Where(route => !routes.Contains(route)));
        Findings.None(policy.WithoutToken.Concat(policy.Writing).Concat(policy.Telling).Where(line => line.Value.Length < 20).Select(line => line.Key));
    }

    [Theory, InlineData("POST", "/hubs/live/negotiate?negotiateVersion=1"), InlineData("GET", "/hubs/live"), InlineData("POST", "/hubs/live")]
    public async Task A_page_of_another_site_gets_no_live_connection(string method, string address)
    {
        foreach (var role in Roles.All)
        {
            foreach (var origin in new[] { Evil, "null", $"{town.Portal.BaseAddress}.evil.example", "http://localhost", "https://localhost:444" })
            {
                using var refused = await town.SendAsync(role, method, address, token: false, origin: origin);
                Assert.True(refused.StatusCode == HttpStatusCode.Forbidden, $"{role.Name()} from {origin}: {refused.StatusCode}");
            }
        }

        using var own = await town.SendAsync(Role.VolunteerOfA, method, address, token: false, origin: town.Portal.BaseAddress);
        Assert.NotEqual(HttpStatusCode.Forbidden, own.StatusCode);
    }

    [Fact]
    public async Task A_page_of_another_site_gets_no_socket()
    {
        var sockets = town.Portal.Server.CreateWebSocketClient();
        sockets.ConfigureRequest = request => (request.Headers.Origin, request.Headers.Cookie) = (Evil, town.CookiesOf(Role.VolunteerOfA));
        var hub = new Uri($"{town.Portal.BaseAddress.Replace("http", "ws", StringComparison.Ordinal)}/hubs/live");

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => sockets.ConnectAsync(hub, Stop));

        Assert.Contains("403", refused.Message, StringComparison.Ordinal);
        sockets.ConfigureRequest = request => (request.Headers.Origin, request.Headers.Cookie) = (town.Portal.BaseAddress, town.CookiesOf(Role.VolunteerOfA));
        using var own = await sockets.ConnectAsync(hub, Stop);
        own.Abort();
    }

    [Fact]
    public async Task Looking_changes_nothing_but_what_the_policy_file_says()
    {
        var writes = (await town.MatrixAsync()).Writes;
        var said = AccessPolicy.Read().Writing;

        Findings.None(writes.Where(route => !said.TryGetValue(route.Key, out var line) || route.Value.Except(AccessPolicy.TablesOf(line)).Any())
            .Select(route => $"{route.Key} changes {string.Join(' ', route.Value)}: say so with a reason under [reading that writes] in the policy file, or mend it."));
    }

    private static bool AsksForToken(Route route) => route.Action?.FilterDescriptors.Select(filter => filter.Filter) is { } filters
        && filters.OfType<AutoValidateAntiforgeryTokenAttribute>().Any() && !filters.OfType<IgnoreAntiforgeryTokenAttribute>().Any();

    // As who is let in with a token: nothing else may be what stops it.
    private async Task<IEnumerable<string>> ForgeAsync(Route route, IEnumerable<(Role Role, bool OfA)> letIn, bool isException)
    {
        var findings = new List<string>();
        var asked = letIn.Select(one => (one.Role, Plot: one.OfA ? town.Cast.A : town.Cast.B)).DefaultIfEmpty((Role.Nobody, town.Cast.A)).ToList();
        foreach (var (role, plot) in asked)
        {
            using var response = await town.SendAsync(role, route.Method, RouteIds.AddressOf(route, plot), token: false, origin: Evil, views: false);
            var changed = await town.ChangedAsync();
            if (!isException && (response.StatusCode != HttpStatusCode.BadRequest || changed.Count > 0) && !await IsClosedAsync(route, role, plot))
            {
                findings.Add($"{route} without a token answers {role.Name()} with {(int)response.StatusCode}{(changed.Count > 0 ? " and changes " + string.Join(' ', changed) : "")}. It asks for a token, or stands with a reason under [without a token] in the policy file.");
            }
        }

        return findings;
    }

    // Nobody gets in, with a token or without.
    private async Task<bool> IsClosedAsync(Route route, Role role, Plot plot)
    {
        using var response = await town.SendAsync(role, route.Method, RouteIds.AddressOf(route, plot), views: false);
        return !town.PutBack() && !Outcome.IsIn(Outcome.Of(response, isUnsafe: true, changed: false));
    }
}
