using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Options;

namespace Portal.Core.Privacy.Audit;

/// <summary>
/// Gives each row of the record its MAC (HMAC-SHA-256 under a key made of the master key) in the save that writes it, so that nobody who has
/// only the database can change a row or make one.
/// </summary>
public sealed class AuditMacs(IOptions<SecretsOptions> secrets) : SaveChangesInterceptor
{
    /// <summary>Bytes of a MAC.</summary>
    public const int Bytes = HMACSHA256.HashSizeInBytes;

    private readonly Lazy<byte[]> _key = new(() => secrets.Value.KeyFor("audit.rows"));

    /// <summary>Whether a row is as it was written.</summary>
    public bool IsGenuine(AuditEntry entry) => CryptographicOperations.FixedTimeEquals(entry.Mac, Of(entry));

    /// <inheritdoc />
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Mark(eventData.Context);
        return result;
    }

    /// <inheritdoc />
    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Mark(eventData.Context);
        return ValueTask.FromResult(result);
    }

    private void Mark(DbContext? db)
    {
        foreach (var entry in db?.ChangeTracker.Entries<AuditEntry>().Where(entry => entry.State == EntityState.Added) ?? [])
        {
            entry.Property(e => e.Mac).CurrentValue = Of(entry.Entity);
        }
    }

    // Every field with its length or a mark of its absence before it, so that no two rows are written alike.
    private byte[] Of(AuditEntry entry)
    {
        using var bytes = new MemoryStream();
        using var text = new BinaryWriter(bytes, Encoding.UTF8);
        text.Write(entry.Id.ToByteArray());
        // As both databases keep it.
        text.Write(entry.At.UtcTicks / TimeSpan.TicksPerMicrosecond);
        Write(entry.ActorId);
        text.Write(entry.Action);
        text.Write(entry.SubjectId.ToByteArray());
        Write(entry.OrganisationId);
        text.Write(entry.Detail is not null);
        text.Write(entry.Detail ?? "");
        text.Flush();
        return HMACSHA256.HashData(_key.Value, bytes.ToArray());

        void Write(Guid? id)
        {
            text.Write(id.HasValue);
            text.Write(id.GetValueOrDefault().ToByteArray());
        }
    }
}
