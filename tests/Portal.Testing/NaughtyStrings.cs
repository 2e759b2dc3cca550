using System.Text;

namespace Portal.Testing;

/// <summary>What people, their keyboards, their programs and their enemies type. A mark tells whether one of them became part of a page.</summary>
public static class NaughtyStrings
{
    /// <summary>An attribute of every element that these strings try to make.</summary>
    public const string Mark = "data-naughty";

    /// <summary>Beginnings of a cell that a spreadsheet would run.</summary>
    public static IReadOnlyList<string> Formulas { get; } =
    [
        "=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", "=HYPERLINK(\"https://evil.example\",\"x\")", "=cmd|' /C calc'!A0", "\u200B=1+1", " =1+1", "＝1+1", "\",=1+1,\"",
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        // Every script, and what joins letters.
        "رُوث عبد الرحمن", "שָׁלוֹם", "می\u200cخواهم", "ज़रूरत", "ภาษาไทย", "ქართული", "ትግርኛ", "中文名字", "ﾊﾝｶｸ", "한국어", "Ελληνικά", "Đặng Thị Ngọc Hân", "Ɓaɗe Ƙwari", "ߒߞߏ", "𞤀𞤣𞤤𞤢𞤥",
        "e\u0301cole", "\u0041\u030A", "ﬁnal", "ß ẞ İ ı", "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘", "👩🏽‍❤️‍💋‍👩🏿", "👨‍👩‍👧‍👦 🏳️‍🌈 🏴‍☠️", "🇵🇸🇬🇧🇫🇷", "1️⃣", "☃\uFE0E",
        // What nobody sees, and what turns the words around it.
        "Ruth\u202Egnp.exe", "a\u2066b\u2069c", "\u200F\u200Eright", "zero\u200Bwidth", "soft\u00ADhyphen", "nb\u00A0sp\u202F!", "\uFEFFmark first", "tab\tin it", "bell\u0007", "escape\u001B[31m", "line\u2028separator\u2029", "\u3164", "\u2800", "tag\U000E0041\U000E007F", "fe\uFFFEff",
        // What no database, and what no form keeps.
        "nul\0here", "half\uFFFD", "\uFFFD", "   ", "\r\n\r\n",
        // Letters that look alike.
        "Аdmin", "раураl", "ⓐⓓⓜⓘⓝ", "ｆｕｌｌ", "𝓫𝓸𝓵𝓭",
        // Words that programs mistake.
        "null", "NULL", "undefined", "NaN", "true", "None", "-1", "0", "1e309", "0x0", "1/0", "2027-13-45", "Infinity", "CON", "../../etc/passwd", "%00", "%n%s%x", "con\\x00", "{}", "[]", "$(id)", "`id`",
        // Words that other languages run.
        "'; DROP TABLE \"Supporters\"; --", "Robert'); DELETE FROM \"Bookings\" WHERE ('1'='1", "\" OR 1=1 --", "%' OR '1'='1", "a_b%c\\d",
        $"<script {Mark}>alert(1)</script>", $"<img src=x {Mark} onerror=alert(1)>", $"\"><b {Mark}>b</b>", $"' {Mark}='x", $"</textarea><svg {Mark} onload=alert(1)>", $"</title><i {Mark}>", $"<a {Mark} href=\"javascript:alert(1)\">x</a>", "[x](javascript:alert(1))", "![x](https://evil.example/x.png)", $"<!-- <p {Mark}> -->", "&lt;b&gt; &amp;amp;", "&#0;&#x1F600;", "]]><x/>",
        "{{7*7}} ${7*7} #{7*7} <%= 7*7 %> @(7*7)", "{0} {1:n0} {name}", "{{shifts}}", "__proto__", "constructor",
        "Subject: x\r\nBcc: everybody@evil.example", "x\nSet-Cookie: a=b", "%0d%0aX-Evil:%20yes", "a;b,c|d\"e\"",
        .. Formulas.Take(4),
        new('é', 5000), new string('x', 20000), string.Concat(Enumerable.Repeat("👩🏽‍❤️‍💋‍👩🏿", 200)), string.Concat(Enumerable.Repeat("a\u0301\u0302\u0303", 300)),
    ];

    /// <summary>Those of which a quick look over everything is made.</summary>
    public static IReadOnlyList<string> Worst { get; } =
        [$"\"><b {Mark}>'</textarea><script {Mark}>{{{{7*7}}}}", "half\uFFFD", "Ruth\u202Egnp\u2066 é\r\nBcc: x@evil.example", "'; DROP TABLE \"Supporters\"; --", new('界', 30000), "=1+1\u0000"];

    /// <summary>The shapes in which a portal may keep a text: on a line or on several, in one form of Unicode.</summary>
    public static IReadOnlySet<string> KeptAs(string typed)
    {
        string[] shapes = [Core.TypedText.Line(typed), Core.TypedText.Lines(typed), typed.Trim()];
        return shapes.Concat(shapes.Where(IsWhole).Select(shape => shape.Normalize(NormalizationForm.FormC))).Select(Flat).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>A text as a field shows it, whatever its line endings.</summary>
    public static string Flat(string text) => (text ?? "").ReplaceLineEndings("\n").Trim();

    // What is no character has no form either.
    private static bool IsWhole(string text) => !text.Contains('\uFFFE', StringComparison.Ordinal) && text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar);
}
