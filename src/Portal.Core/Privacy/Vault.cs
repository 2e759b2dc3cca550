using Portal.Core.Data;

namespace Portal.Core.Privacy;

/// <summary>Seals secrets with AES-256-GCM under a data key of their subject, which the master key wraps.</summary>
public sealed class Vault
{
    /// <summary>Seals a text under the key of a subject, made when it has none; the caller saves.</summary>
    public Task<byte[]> SealAsync(PortalDbContext db, Guid subjectId, string text, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>Opens what was sealed for this subject. Throws when anything was changed or the key is another.</summary>
    public Task<string> OpenAsync(PortalDbContext db, Guid subjectId, byte[] box, CancellationToken cancellationToken) => throw new NotImplementedException();
}
