namespace Portal.Core.Accounts;

/// <summary>The languages people are asked whether they speak: those heard at the border, and those volunteers bring. Their names are under <c>Accounts.Speaks.*</c>.</summary>
public static class SpokenLanguages
{
    /// <summary>Codes (ISO 639), the most asked for first.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "en", "fr", "ar", "apd", "ps", "prs", "fa", "ckb", "kmr", "ti", "am", "om", "so", "ur", "pa", "hi", "bn", "vi", "sq", "tr",
        "ha", "ff", "zgh", "sw", "es", "it", "pt", "de", "nl", "pl", "ro", "ru", "uk", "el", "bfi", "fsl",
    ];

    /// <summary>Whether a code is on the list.</summary>
    public static bool Contains(string code) => All.Contains(code, StringComparer.Ordinal);
}
