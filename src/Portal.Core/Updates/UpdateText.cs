using System.Text;
using Portal.Core.Resources;

namespace Portal.Core.Updates;

/// <summary>What an organiser writes: a title, a Markdown text, how urgent it is and in which language. Lengths count UTF-16 units.</summary>
public sealed record UpdateText(string Title, string Body, Severity Severity, string Language)
{
    /// <summary>The same without what nobody can see: control characters, spaces at the ends, the carriage returns of forms. A title is one line.</summary>
    public UpdateText Cleaned() => this with
    {
        Title = Clean(Title).ReplaceLineEndings(" ").Trim(),
        Body = Clean(Body.ReplaceLineEndings("\n")).Trim(),
    };

    /// <summary>All that is wrong with it; empty when it may be shown.</summary>
    public IEnumerable<UpdateFault> Faults()
    {
        if (!IsReadable(Title) || !IsReadable(Body))
        {
            yield return UpdateFault.Unreadable;
        }

        switch (Title.Length)
        {
            case 0: yield return UpdateFault.TitleMissing; break;
            case > Update.TitleLength: yield return UpdateFault.TitleTooLong; break;
        }

        switch (Body.Length)
        {
            case 0: yield return UpdateFault.BodyMissing; break;
            case > Update.BodyLength: yield return UpdateFault.BodyTooLong; break;
        }

        if (!MarkdownLimits.Allow(Body))
        {
            yield return UpdateFault.BodyTangled;
        }

        if (!Enum.IsDefined(Severity))
        {
            yield return UpdateFault.SeverityUnknown;
        }

        if (!Languages.All.ContainsKey(Language))
        {
            yield return UpdateFault.LanguageUnknown;
        }
    }

    private static string Clean(string text) =>
        string.Concat(text.Where(c => c is '\n' or '\t' or '\0' || (!char.IsControl(c) && c is not ('\uFFFE' or '\uFFFF'))));

    /// <summary>No database keeps a NUL, and half a surrogate pair is no character.</summary>
    private static bool IsReadable(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            return false;
        }

        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var length) != System.Buffers.OperationStatus.Done)
            {
                return false;
            }

            rest = rest[length..];
        }

        return true;
    }
}
