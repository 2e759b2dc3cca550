namespace Portal.Core.Privacy;

/// <summary>The keys that are kept outside the database, from the section <c>Secrets</c>.</summary>
public sealed class SecretsOptions
{
    /// <summary>32 bytes in Base64, by which the data keys are wrapped. May be missing in Development only.</summary>
    public string? MasterKey { get; set; }
}
