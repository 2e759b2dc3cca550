using System.Globalization;
using Microsoft.Extensions.Options;

namespace Portal.Core.Privacy.Audit;

/// <summary>The copy of the seals outside the database: a line each, number and MAC in hexadecimal.</summary>
public sealed class SealsFile(IOptions<AuditOptions> options)
{
    private long? _last;

    /// <summary>Whether there is one.</summary>
    public bool IsWanted => options.Value.SealsFile.Length > 0;

    private string FullPath => Path.GetFullPath(options.Value.SealsFile);

    /// <summary>The number and MAC of a line; null for one that cannot be read.</summary>
    public static (long Number, string Mac)? Read(string line) =>
        line.Split(' ') is [var words, var mac] && mac.Length == 2 * AuditMacs.Bytes && long.TryParse(words, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (number, mac) : null;

    /// <summary>The number of the last seal that the copy has; 0 for none. A line that was cut off half-way does not count.</summary>
    public async Task<long> LastAsync(CancellationToken cancellationToken) =>
        _last ??= (File.Exists(FullPath) ? await File.ReadAllLinesAsync(FullPath, cancellationToken) : []).Max(line => Read(line)?.Number) ?? 0;

    /// <summary>Appends seals and waits until they are on the disk.</summary>
    public async Task AppendAsync(IReadOnlyList<AuditSeal> seals, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FullPath)!);
        await using var file = new FileStream(FullPath, FileMode.Append, FileAccess.Write, FileShare.Read);
        await using (var lines = new StreamWriter(file, leaveOpen: true))
        {
            // Each line begins with its own end of the one before, which may have been cut off half-way.
            foreach (var seal in seals)
            {
                await lines.WriteAsync($"\n{seal.Number.ToString(CultureInfo.InvariantCulture)} {Convert.ToHexStringLower(seal.Mac)}".AsMemory(), cancellationToken);
            }
        }

        file.Flush(flushToDisk: true);
        _last = seals[^1].Number;
    }
}
