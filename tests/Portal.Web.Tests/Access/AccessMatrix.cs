using Portal.Testing.Access;
using Route = Portal.Testing.Access.Route;

namespace Portal.Web.Tests.Access;

/// <summary>How every route answered every role, for the rows of A and for those of B.</summary>
internal sealed class AccessMatrix
{
    private readonly Dictionary<string, IReadOnlyList<string>> _outcomes = new(StringComparer.Ordinal);

    /// <summary>A line for each route: a cell for each role, then the route.</summary>
    public IReadOnlyList<AccessLine> Lines => [.. _outcomes.Select(row => new AccessLine(row.Key, row.Value))];

    /// <summary>The tables that looking changed, by route.</summary>
    public SortedDictionary<string, SortedSet<string>> Writes { get; } = new(StringComparer.Ordinal);

    /// <summary>Asks each route as everybody.</summary>
    public static async Task<AccessMatrix> MakeAsync(AccessTown town, IEnumerable<Route> routes)
    {
        var matrix = new AccessMatrix();
        foreach (var route in routes)
        {
            var cells = new List<string>();
            foreach (var role in Roles.All)
            {
                var a = await matrix.AskAsync(town, route, role, town.Cast.A);
                // Who is refused before any row was read is refused for every row.
                var b = route.HasParameters && !Outcome.IsBeforeRows(a) ? await matrix.AskAsync(town, route, role, town.Cast.B) : a;
                cells.Add(a == b ? a : $"{a}/{b}");
            }

            matrix._outcomes[$"{route}"] = cells;
        }

        return matrix;
    }

    /// <summary>The roles that a route lets in, with the rows they may use.</summary>
    public IEnumerable<(Role Role, bool OfA)> LetIn(Route route)
    {
        var cells = _outcomes[$"{route}"];
        foreach (var role in Roles.All)
        {
            var sides = cells[(int)role].Split('/');
            if (Outcome.IsIn(sides[0]) || Outcome.IsIn(sides[^1]))
            {
                yield return (role, Outcome.IsIn(sides[0]));
            }
        }
    }

    private async Task<string> AskAsync(AccessTown town, Route route, Role role, Plot plot)
    {
        using var response = await town.SendAsync(role, route.Method, RouteIds.AddressOf(route, plot), views: false);
        if (route.IsUnsafe)
        {
            return Outcome.Of(response, isUnsafe: true, changed: town.PutBack());
        }

        Note($"{route}", await town.ChangedAsync());
        return Outcome.Of(response, isUnsafe: false, changed: false);
    }

    /// <summary>Notes which tables a look changed.</summary>
    public void Note(string route, IReadOnlyList<string> tables)
    {
        if (tables.Count > 0)
        {
            (Writes.TryGetValue(route, out var known) ? known : Writes[route] = new(StringComparer.Ordinal)).UnionWith(tables);
        }
    }
}

/// <summary>What a route answers, as it stands in the policy file.</summary>
internal sealed record AccessLine(string Route, IReadOnlyList<string> Cells)
{
    private const int Width = 10;

    /// <summary>Method and address without the padding between them.</summary>
    public static AccessLine Parse(string line)
    {
        var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new AccessLine(string.Join(' ', parts[Roles.All.Count..]), parts[..Roles.All.Count]);
    }

    /// <summary>The heading of the columns.</summary>
    public static string Heading => Row(Roles.All.Select(role => role.Name())) + "route";

    /// <inheritdoc />
    public override string ToString() => Row(Cells) + Route;

    private static string Row(IEnumerable<string> cells) => string.Concat(cells.Select(cell => $"{cell} ".PadRight(Width)));
}
