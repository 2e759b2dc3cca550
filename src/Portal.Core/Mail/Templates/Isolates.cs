using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;

namespace Portal.Core.Mail.Templates;

/// <summary>
/// Keeps names and titles of a right-to-left script in one piece within a letter of a left-to-right language: otherwise numbers and signs
/// beside them change their places. As <c>bdi</c> in HTML, as isolates in text (Unicode, annex 9).
/// </summary>
internal static partial class Isolates
{
    private const char Begin = '\u2068';
    private const char End = '\u2069';

    /// <summary>The text as HTML, encoded.</summary>
    public static MarkupString InHtml(string text)
    {
        var html = new StringBuilder();
        var done = 0;
        foreach (Match run in Runs().Matches(text))
        {
            html.Append(HtmlEncoder.Default.Encode(text[done..run.Index])).Append("<bdi>").Append(HtmlEncoder.Default.Encode(run.Value)).Append("</bdi>");
            done = run.Index + run.Length;
        }

        return new(html.Append(HtmlEncoder.Default.Encode(text[done..])).ToString());
    }

    /// <summary>The text as it stands in the text part.</summary>
    public static string InText(string text) => Runs().Replace(text, run => $"{Begin}{run.Value}{End}");

    // Letters of Hebrew, Arabic and their neighbours, with marks, and what joins the words of one name; a comma ends it.
    [GeneratedRegex("""[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC](?:[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\p{M}\u200C\u200D]|[ '’-](?=[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]))*""")]
    private static partial Regex Runs();
}
