namespace Portal.Core.Privacy;

/// <summary>The key under which the secrets of one subject (a site, a person) are sealed, itself wrapped by the master key. Deleting it shreds them.</summary>
public sealed class DataKey
{
    /// <summary>The subject: a site, a supporter.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid SubjectId { get; init; }

    /// <summary>The wrapped key: nonce, tag and ciphertext of AES-256-GCM.</summary>
    [NotPersonal("useless without the master key, which is not in the database")]
    public required byte[] Wrapped { get; init; }

    /// <summary>Which master key wraps it.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required string MasterKey { get; init; }
}
