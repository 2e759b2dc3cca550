namespace Portal.Core.Updates;

/// <summary>How hints travel between processes: a line for the sender, then a line for each hint.</summary>
internal static class HintWire
{
    /// <summary>The name of the database's notification.</summary>
    public const string Name = "portal_live";

    // PostgreSQL carries 8,000 bytes; a hint takes less than 120.
    private const int MostHints = 60;

    public static IEnumerable<string> Write(string sender, IEnumerable<Hint> hints) =>
        hints.Chunk(MostHints).Select(some => string.Join('\n', some.Select(hint => $"{hint.Kind} {hint.Name}").Prepend(sender)));

    /// <summary>The hints of a message; none where <paramref name="self"/> sent it. What cannot be read is left out: hints may be lost.</summary>
    public static IEnumerable<Hint> Read(string self, string message)
    {
        var lines = message.Split('\n');
        return lines[0] == self ? [] : lines.Skip(1).SelectMany(ReadLine);
    }

    private static IEnumerable<Hint> ReadLine(string line) =>
        line.Split(' ', 2) is [var kind, var name] && Enum.TryParse<HintKind>(kind, out var known) ? [new Hint(known, name)] : [];
}
