namespace Portal.Core.Resources;

/// <summary>Chooses the CLDR plural category for whole numbers (Unicode CLDR, "Language Plural Rules", cardinal).</summary>
public static class PluralForm
{
    /// <summary>The category for <paramref name="count"/> in a two-letter language: <c>zero one two few many other</c>. Unknown languages follow English.</summary>
    public static string Of(string language, long count)
    {
        var n = Math.Abs(count);
        return language switch
        {
            "fr" => n < 2 ? "one" : n != 0 && n % 1_000_000 == 0 ? "many" : "other",
            "ar" => Arabic(n),
            _ => n == 1 ? "one" : "other",
        };
    }

    private static string Arabic(long n) => n switch
    {
        0 => "zero",
        1 => "one",
        2 => "two",
        _ when n % 100 is >= 3 and <= 10 => "few",
        _ when n % 100 is >= 11 => "many",
        _ => "other",
    };
}
