using System.ComponentModel.DataAnnotations;

namespace Portal.Web.Infrastructure;

/// <summary>The proxies that the portal stands behind, from the section <c>Proxy</c>; none by default.</summary>
public sealed class ProxyOptions
{
    /// <summary>Their networks in CIDR notation, separated by commas or blanks, as in <c>10.0.0.0/8, fd00::/8</c>. Empty: what a request says of its way is not believed.</summary>
    public string Networks { get; set; } = "";

    /// <summary>How many of them a request passes; what is said beyond is not believed.</summary>
    [Range(1, 10)]
    public int Hops { get; set; } = 1;
}
