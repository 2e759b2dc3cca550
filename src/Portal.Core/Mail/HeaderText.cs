namespace Portal.Core.Mail;

/// <summary>Makes text fit for a mail's header: one line, so that nobody can add a header of their own.</summary>
internal static class HeaderText
{
    /// <summary>The text with line breaks and other controls as spaces, trimmed.</summary>
    public static string OneLine(string text) =>
        string.Concat(text.Select(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029' ? ' ' : letter)).Trim();

    /// <summary>The headers with values in one line; a name that is not a token (RFC 5322, section 2.2) throws.</summary>
    public static IReadOnlyDictionary<string, string> OneLine(IReadOnlyDictionary<string, string> headers) =>
        headers.ToDictionary(header => Name(header.Key), header => OneLine(header.Value), StringComparer.OrdinalIgnoreCase);

    private static string Name(string name) =>
        name.Length > 0 && name.All(letter => letter is > ' ' and < '\u007f' and not ':')
            ? name
            : throw new ArgumentException("A header's name is printable ASCII without a colon.", nameof(name));
}
