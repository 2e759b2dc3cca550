using Portal.Testing.Access;

namespace Portal.Web.Tests.Access;

/// <summary>
/// <c>policy.txt</c> beside this file: who gets what from which route, for people to read, and the exceptions, each with its reason. The
/// matrix in it is written by <c>./dev access</c>; the exceptions are written by hand and kept.
/// </summary>
internal sealed class AccessPolicy
{
    /// <summary>With this variable set, the test writes the matrix instead of comparing it.</summary>
    public const string Write = "PORTAL_WRITE_ACCESS";

    private const string How = "Look whether that is meant; then run ./dev access and commit the file.";
    private const string Matrix = "[matrix]";

    private readonly List<string> _lines;

    private AccessPolicy(IEnumerable<string> lines) => _lines = [.. lines];

    private static string Path => Repository.Path("tests", "Portal.Web.Tests", "Access", "policy.txt");

    /// <summary>The lines of the matrix by their route.</summary>
    public IReadOnlyDictionary<string, AccessLine> Lines => Section(Matrix).Skip(1).Select(AccessLine.Parse).ToDictionary(line => line.Route, StringComparer.Ordinal);

    /// <summary>Unsafe routes that ask for no token, and why.</summary>
    public IReadOnlyDictionary<string, string> WithoutToken => Reasons("[without a token]");

    /// <summary>Safe routes that change something, and which tables and why: <c>GET /address: Table Table – reason</c>.</summary>
    public IReadOnlyDictionary<string, string> Writing => Reasons("[reading that writes]");

    /// <summary>Places where something secret may stand, and why.</summary>
    public IReadOnlyDictionary<string, string> Telling => Reasons("[where secrets may stand]");

    /// <summary>Reads it.</summary>
    public static AccessPolicy Read() => new(File.ReadAllLines(Path));

    /// <summary>One of a test's own.</summary>
    public static AccessPolicy Of(params string[] lines) => new(lines);

    /// <summary>The tables that a line of <see cref="Writing"/> names.</summary>
    public static string[] TablesOf(string line) => line.Split(" – ")[0].Split(' ');

    /// <summary>Puts another matrix into the file.</summary>
    public void WriteMatrix(IEnumerable<AccessLine> lines) =>
        File.WriteAllLines(Path, [.. _lines.TakeWhile(line => line != Matrix), Matrix, AccessLine.Heading, .. lines.Select(line => $"{line}")]);

    /// <summary>What differs, in sentences.</summary>
    public IEnumerable<string> Compare(IEnumerable<AccessLine> lines)
    {
        var (said, seen) = (Lines, lines.ToDictionary(line => line.Route, StringComparer.Ordinal));
        foreach (var gone in said.Keys.Except(seen.Keys))
        {
            yield return $"{gone} stands in the policy file, and there is no such route any more. {How}";
        }

        foreach (var (route, line) in seen)
        {
            if (!said.TryGetValue(route, out var expected))
            {
                yield return $"{route} is not in the policy file. It answers {string.Join(", ", Roles.All.Select(role => $"{role.Name()} {line.Cells[(int)role]}"))}. {How}";
                continue;
            }

            foreach (var role in Roles.All.Where(role => expected.Cells[(int)role] != line.Cells[(int)role]))
            {
                yield return $"{route} answers {role.Name()} with {line.Cells[(int)role]}, where the policy file says {expected.Cells[(int)role]}. {How}";
            }
        }
    }

    private Dictionary<string, string> Reasons(string section) => Section(section)
        .Select(line => line.Split(": ", 2)).ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);

    private IEnumerable<string> Section(string name) => _lines.SkipWhile(line => line != name).Skip(1)
        .TakeWhile(line => !line.StartsWith('[')).Where(line => line.Length > 0 && !line.StartsWith('#'));
}
