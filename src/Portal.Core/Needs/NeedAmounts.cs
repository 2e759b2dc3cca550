using System.Globalization;

namespace Portal.Core.Needs;

/// <summary>Amounts as people read them.</summary>
public static class NeedAmounts
{
    /// <summary>Such as "1,200 pairs", in the language of the current culture.</summary>
    public static string Of(int amount, LocalText unit) => $"{Number(amount)}\u00a0{unit}";

    /// <summary>The number alone.</summary>
    public static string Number(int amount) => amount.ToString("N0", CultureInfo.CurrentCulture);
}
