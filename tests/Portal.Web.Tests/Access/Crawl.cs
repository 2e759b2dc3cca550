using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Template;
using Portal.Testing.Access;
using Route = Portal.Testing.Access.Route;

namespace Portal.Web.Tests.Access;

/// <summary>Somebody who opens every address that they may open, for the rows of both organisations, and follows every link that leads somewhere new.</summary>
internal sealed class Crawl(AccessTown town, AccessMatrix matrix, Canaries canaries, Role role)
{
    // A page that links to itself with another filter each time has no end.
    private const int MostPages = 1500;

    // What every answer bears, whatever it is.
    private static readonly Dictionary<string, string> Guards = new(StringComparer.Ordinal)
    {
        ["Content-Security-Policy"] = "default-src 'none'; ",
        ["X-Content-Type-Options"] = "nosniff",
        ["Referrer-Policy"] = "no-referrer",
        ["X-Frame-Options"] = "DENY",
    };

    private readonly Queue<string> _waiting = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>How many addresses answered.</summary>
    public int Pages { get; private set; }

    /// <summary>What stood where.</summary>
    public List<(string Route, string Address, string Canary)> Found { get; } = [];

    /// <summary>Addresses that failed.</summary>
    public List<string> Failed { get; } = [];

    public async Task<Crawl> RunAsync()
    {
        foreach (var route in town.Routes.Where(route => route.Method == "GET"))
        {
            Meet(RouteIds.AddressOf(route, town.Cast.A));
            Meet(RouteIds.AddressOf(route, town.Cast.B));
        }

        foreach (var plot in new[] { town.Cast.A, town.Cast.B })
        {
            Meet($"/live/organisation:{plot.People.Group.Slug}");
            Meet($"/shifts/{plot.Shift}");
            Meet($"/organise/shifts/{plot.Shift}");
            Meet($"/shifts/{plot.RemoteShift}");
            Meet($"/shifts/{plot.RemoteShift}/roster");
            Meet($"/organise/shifts/{plot.RemoteShift}");
        }

        string[] more = ["/live/public", "/live/community", "/no-such-page", "/?view=week", "/shifts?view=week", "/shifts?bookable=true"];
        foreach (var address in more)
        {
            Meet(address);
        }

        while (_waiting.TryDequeue(out var address) && Pages < MostPages)
        {
            await OpenAsync(address);
        }

        return this;
    }

    private async Task OpenAsync(string address)
    {
        Pages++;
        using var response = await town.SendAsync(role, "GET", address);
        var bytes = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var route = RouteOf(address);
        matrix.Note($"{route}", await town.ChangedAsync());
        Found.AddRange(canaries.In(bytes, $"{response.Headers}{response.Content.Headers}").Select(canary => (route, address, canary)));
        if ((int)response.StatusCode >= StatusCodes.Status500InternalServerError)
        {
            Failed.Add($"{address} answers {role.Name()} with {(int)response.StatusCode}");
        }

        Failed.AddRange(Guards.Where(guard => !response.Headers.TryGetValues(guard.Key, out var values) || !values.Any(value => value.StartsWith(guard.Value, StringComparison.Ordinal)))
            .Select(guard => $"{address} answers {role.Name()} without {guard.Key}: {guard.Value}"));
        // The framework's own words at its own addresses are ASCII.
        if (!address.StartsWith("/health/", StringComparison.Ordinal) && !address.StartsWith("/hubs/", StringComparison.Ordinal) && response.Content.Headers.ContentType is { CharSet: null or "" } type && (type.MediaType!.StartsWith("text/", StringComparison.Ordinal) || type.MediaType.EndsWith("xml", StringComparison.Ordinal)))
        {
            Failed.Add($"{address} answers {role.Name()} with {type}, which names no encoding");
        }

        if (response.Headers.Location is { } place)
        {
            Meet(new Uri(new Uri(new Uri(town.Portal.BaseAddress), address), place));
        }

        if (response.Content.Headers.ContentType?.MediaType == "text/html")
        {
            var page = await Page.ReadAsync(town.Cast[role], new Uri(new Uri(town.Portal.BaseAddress), address), response);
            foreach (var link in page.Document.QuerySelectorAll("a[href], link[href], area[href]").Select(link => link.GetAttribute("href")!).Where(link => !link.StartsWith('#')))
            {
                Meet(new Uri(page.Address, link));
            }
        }
    }

    private void Meet(Uri address)
    {
        if (address.GetLeftPart(UriPartial.Authority) == town.Portal.BaseAddress && !address.AbsolutePath.StartsWith("/assets", StringComparison.Ordinal) && !Path.HasExtension(address.AbsolutePath.Replace(".atom", "", StringComparison.Ordinal)))
        {
            Meet(address.PathAndQuery);
        }
    }

    // The same address with another value in its query is the same page; another row is another.
    private void Meet(string address)
    {
        var parts = address.Split('?', 2);
        var keys = parts.Length > 1 ? string.Join('&', parts[1].Split('&').Select(pair => pair.Split('=')[0]).Distinct(StringComparer.Ordinal)) : "";
        if (_known.Add($"{parts[0]}?{keys}"))
        {
            _waiting.Enqueue(address);
        }
    }

    private string RouteOf(string address) => town.Routes.Where(route => route.Method == "GET")
        .Where(route => new TemplateMatcher(TemplateParser.Parse(route.Pattern.TrimStart('/')), []).TryMatch(new PathString(Uri.UnescapeDataString(address.Split('?')[0])), []))
        .OrderBy(route => route.Endpoint.RoutePattern.Parameters.Count).Select(route => $"{route}").FirstOrDefault(address);
}
