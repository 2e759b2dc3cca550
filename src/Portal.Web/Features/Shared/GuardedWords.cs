using Portal.Core.Privacy;
using Portal.Core.Resources;

namespace Portal.Web.Features.Shared;

/// <summary>Says numbers of people of which small ones are not told.</summary>
public static class GuardedWords
{
    /// <summary>Such as "12" or "fewer than 5".</summary>
    public static string Of(GuardedCount count, Phrasebook texts) => count.Exact is { } number ? $"{number:N0}" : texts["Shared.Few"];

    /// <summary>Such as "52", "between 40 and 52" or "fewer than 5".</summary>
    public static string Of(GuardedSum sum, Phrasebook texts) => sum switch
    {
        { IsExact: true } => $"{sum.Least:N0}",
        { IsFew: true } => texts["Shared.Few"],
        _ => texts["Shared.Between", $"{sum.Least:N0}", $"{sum.Most:N0}"],
    };
}
