using System.ComponentModel.DataAnnotations;

namespace Portal.Web.Live;

/// <summary>How many live connections one process holds, from the section <c>Limits</c>. Over a limit a page asks from time to time instead.</summary>
public sealed class LiveOptions
{
    /// <summary>Most connections of one person.</summary>
    [Range(1, 1_000, ErrorMessage = "Limits:ConnectionsPerPerson must be between 1 and 1000.")]
    public int ConnectionsPerPerson { get; set; } = 5;

    /// <summary>Most connections without an account from one network address: a warehouse shares one. IPv6 counts by /64.</summary>
    [Range(1, 1_000_000, ErrorMessage = "Limits:ConnectionsPerAddress must be between 1 and 1000000.")]
    public int ConnectionsPerAddress { get; set; } = 500;
}
