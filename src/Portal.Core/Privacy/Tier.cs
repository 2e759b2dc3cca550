namespace Portal.Core.Privacy;

/// <summary>How strongly a piece of personal data is guarded.</summary>
public enum Tier
{
    /// <summary>Anyone may read it.</summary>
    Public,

    /// <summary>Only those named may read it.</summary>
    Restricted,

    /// <summary>Encrypted under a key of its subject; every reading is on record.</summary>
    Secret,
}
