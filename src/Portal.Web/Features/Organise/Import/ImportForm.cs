using System.IO.Compression;
using System.Text;
using Portal.Core.Shifts;
using Portal.Core.Shifts.Files;

namespace Portal.Web.Features.Organise.Import;

/// <summary>A file of shifts. What was looked at travels in the page, packed, so that nothing is stored before somebody says so.</summary>
public sealed class ImportForm
{
    /// <summary>So that a double tap makes the shifts once.</summary>
    public Guid FormKey { get; set; }

    /// <summary>The file.</summary>
    public IFormFile? File { get; set; }

    /// <summary>The text of the file that was looked at.</summary>
    public string? Checked { get; set; }

    /// <summary>Whether the shifts are published at once.</summary>
    public bool Publish { get; set; }

    /// <summary>The text of the file, or of the one that was looked at; otherwise why there is none. A file that is too big is not read.</summary>
    public async Task<(string? Text, ImportFaultKind Fault)> TextAsync(CancellationToken cancellationToken)
    {
        if (File is null)
        {
            return string.IsNullOrEmpty(Checked) ? (null, ImportFaultKind.Empty) : (await UnpackAsync(Checked, cancellationToken), ImportFaultKind.Unreadable);
        }

        if (File.Length > ShiftFile.MostBytes)
        {
            return (null, ImportFaultKind.TooBig);
        }

        using var bytes = new MemoryStream((int)File.Length);
        await File.CopyToAsync(bytes, cancellationToken);
        return (CsvText.Of(bytes.ToArray()), ImportFaultKind.Unreadable);
    }

    /// <summary>A text as it travels in the page.</summary>
    public static string Pack(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return Convert.ToBase64String(packed.ToArray());
    }

    // What comes back may be anything: it is unpacked no further than a file may be long, letters of two or three bytes allowed for.
    private static async Task<string?> UnpackAsync(string packed, CancellationToken cancellationToken)
    {
        try
        {
            await using var gzip = new GZipStream(new MemoryStream(Convert.FromBase64String(packed)), CompressionMode.Decompress);
            var buffer = new byte[(3 * ShiftFile.MostBytes) + 1];
            var length = await gzip.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
            return length == buffer.Length ? null : CsvText.Of(buffer.AsSpan(0, length));
        }
        catch (Exception fault) when (fault is FormatException or InvalidDataException)
        {
            return null;
        }
    }
}

/// <summary>The page of a file, and once it was looked at, what came of it.</summary>
public sealed record ImportModel(ImportForm Form, ImportOutcome? Outcome);
