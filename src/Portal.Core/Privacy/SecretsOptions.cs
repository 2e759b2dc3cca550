using System.ComponentModel.DataAnnotations;

namespace Portal.Core.Privacy;

/// <summary>What must never be in the database, from the section <c>Secrets</c>.</summary>
public sealed class SecretsOptions
{
    /// <summary>How many bytes a master key has.</summary>
    public const int KeyBytes = 32;

    /// <summary>The key of a portal that was given none: good for trying it out, and known to everybody.</summary>
    public const string DevelopmentKey = "ZGV2ZWxvcG1lbnQta2V5LW5vdC1mb3ItcGVvcGxlISE=";

    /// <summary>The master key: 32 bytes in base64.</summary>
    [Required]
    public string MasterKey { get; set; } = DevelopmentKey;
}
