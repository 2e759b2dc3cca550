using CsvHelper;
using Microsoft.AspNetCore.Mvc;

namespace Portal.Web.Features.Organise.Roster;

/// <summary>A table as a CSV file that spreadsheets open as it is meant: UTF-8 with its mark, and no cell that they would take for a formula.</summary>
public static class CsvDownload
{
    private static readonly CsvWriterOptions Format = new() { WriteByteOrderMark = true, Injection = CsvInjection.Escape };

    /// <summary>The answer that a browser saves.</summary>
    public static FileContentResult Of(string fileName, string[] heads, IEnumerable<string?[]> rows)
    {
        using var bytes = new MemoryStream();
        using (var csv = CsvWriter.Create(bytes, Format, leaveOpen: true))
        {
            foreach (var row in rows.Prepend(heads))
            {
                csv.WriteRecord(row);
            }
        }

        return new FileContentResult(bytes.ToArray(), "text/csv; charset=utf-8") { FileDownloadName = fileName };
    }
}
