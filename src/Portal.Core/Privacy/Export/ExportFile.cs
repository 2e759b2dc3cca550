using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Portal.Core.Resources;
using Portal.Core.Shifts;

namespace Portal.Core.Privacy.Export;

/// <summary>Writes somebody's data twice into one ZIP: for machines, and as a page that opens anywhere, in the language of the current culture, without a script or anything from outside.</summary>
public sealed class ExportFile(Phrasebook texts)
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>The file's bytes.</summary>
    public byte[] Zip(ExportDocument document)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "data.json", ToJson(document), document.MadeAt);
            Add(zip, "data.html", ToHtml(document), document.MadeAt);
        }

        return bytes.ToArray();
    }

    /// <summary>Every section, by the names that the code has for things; instants in UTC.</summary>
    public static string ToJson(ExportDocument document)
    {
        var all = new JsonObject { ["madeAt"] = document.MadeAt };
        foreach (var section in document.Sections)
        {
            all[Camel(section.Name)] = new JsonArray([.. section.Rows.Select(row => new JsonObject(row.Fields.Select(f => KeyValuePair.Create(Camel(f.Name), Node(f.Value)))))]);
        }

        return all.ToJsonString(Json);
    }

    /// <summary>The same for people: sections that have something in them, in words.</summary>
    public string ToHtml(ExportDocument document)
    {
        var zone = WallTime.FindZone(document.TimeZone) ?? TimeZoneInfo.Utc;
        var (culture, page) = (CultureInfo.CurrentUICulture, new StringBuilder());
        page.Append(CultureInfo.InvariantCulture, $"""
            <!doctype html>
            <html lang="{culture.TwoLetterISOLanguageName}" dir="{(culture.TextInfo.IsRightToLeft ? "rtl" : "ltr")}">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">
            <title>{Encoded(texts["Rights.Export.Title"])}</title>
            <style>:root {"{"} color-scheme: light dark; {"}"} body {"{"} font: 1rem/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; {"}"} h2 {"{"} margin-top: 2.5rem; {"}"} dl {"{"} display: grid; grid-template-columns: minmax(8rem, 1fr) 2fr; gap: .25rem 1rem; border-top: 1px solid; padding-top: .75rem; {"}"} dt {"{"} opacity: .8; {"}"} dd {"{"} margin: 0; overflow-wrap: anywhere; {"}"}</style></head>
            <body><h1>{Encoded(texts["Rights.Export.Title"])}</h1>
            <p>{Encoded(texts["Rights.Export.Lead", Moment(document.MadeAt, zone), zone.Id])}</p>

            """);
        foreach (var section in document.Sections.Where(s => s.Rows.Count > 0))
        {
            page.Append(CultureInfo.InvariantCulture, $"<section><h2>{Encoded(texts[$"Rights.Section.{section.Name}"])}</h2>\n");
            foreach (var row in section.Rows)
            {
                page.Append("<dl>");
                foreach (var field in row.Fields.Where(f => Words(f.Value, zone).Length > 0))
                {
                    page.Append(CultureInfo.InvariantCulture, $"<dt>{Encoded(texts[$"Rights.Field.{field.Name}"])}</dt><dd><bdi>{Encoded(Words(field.Value, zone))}</bdi></dd>");
                }

                page.Append("</dl>\n");
            }

            page.Append("</section>\n");
        }

        page.Append(CultureInfo.InvariantCulture, $"<p>{Encoded(texts["Rights.Export.End"])}</p></body></html>\n");
        return page.ToString();
    }

    private string Words(object? value, TimeZoneInfo zone) => value switch
    {
        null or "" => "",
        bool yes => texts[yes ? "Rights.Yes" : "Rights.No"],
        DateTimeOffset at => Moment(at, zone),
        DateOnly day => Days.Of(day, "d MMMM yyyy"),
        IEnumerable<string> several => string.Join(", ", several.Select(one => texts.Find($"Rights.Value.{one}") ?? one)),
        Enum one => texts.Find($"Rights.Value.{one.GetType().Name}.{one}") ?? $"{one}",
        string word => texts.Find($"Rights.Value.{word}") ?? texts.Find($"Audit.Action.{word}") ?? word,
        IFormattable number => number.ToString(null, CultureInfo.CurrentCulture),
        _ => $"{value}",
    };

    private static string Moment(DateTimeOffset at, TimeZoneInfo zone)
    {
        var wall = WallTime.At(at, zone);
        return $"{Days.Of(DateOnly.FromDateTime(wall), "d MMMM yyyy")}, {wall.ToString("HH:mm", CultureInfo.InvariantCulture)}";
    }

    private static JsonNode? Node(object? value) => value switch
    {
        null => null,
        Enum one => JsonValue.Create($"{one}"),
        IEnumerable<string> several => new JsonArray([.. several.Select(one => (JsonNode?)JsonValue.Create(one))]),
        _ => JsonSerializer.SerializeToNode(value, value.GetType()),
    };

    private static void Add(ZipArchive zip, string name, string text, DateTimeOffset at)
    {
        var entry = zip.CreateEntry(name);
        entry.LastWriteTime = at;
        using var stream = entry.Open();
        stream.Write(Encoding.UTF8.GetBytes(text));
    }

    private static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    private static string Encoded(string text) => Html.Encode(text);
}
