using System.Text.RegularExpressions;

namespace Portal.Browser.Tests.Everywhere;

/// <summary>One page: the pattern of its route, who looks at it, and what stands in the pattern's gap, a query included.</summary>
public sealed partial record PortalPage(string Pattern, Reader Reader, Func<DemoTown, string>? Gap = null, string Query = "", int Status = 200)
{
    /// <summary>Where it is in a town.</summary>
    public string AddressIn(DemoTown town) => (Gap is null ? Pattern : Parameter().Replace(Pattern, Gap(town))) + Query;

    // Gaps that stand side by side are one.
    [GeneratedRegex(@"\{[^}]+\}(/\{[^}]+\})*")]
    private static partial Regex Parameter();
}
