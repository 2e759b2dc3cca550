using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Options;
using Portal.Core.Data;

namespace Portal.Core.Privacy.Audit;

/// <summary>
/// Seals each row of the record and gives it its MAC (HMAC-SHA-256 under a key made of the master key) in the save that writes it, so that
/// nobody who has only the database can change a row, make one, or read whom it names. The MAC is over what the box says.
/// </summary>
public sealed class AuditMacs(AuditBoxes boxes, IOptions<SecretsOptions> secrets) : SaveChangesInterceptor
{
    /// <summary>Bytes of a MAC.</summary>
    public const int Bytes = HMACSHA256.HashSizeInBytes;

    private readonly Lazy<IReadOnlyList<byte[]>> _keys = new(() => secrets.Value.KeysFor("audit.rows"));

    /// <summary>Whether a row, opened, is as it was written.</summary>
    public bool IsGenuine(AuditEntry entry) => _keys.Value.Any(key => CryptographicOperations.FixedTimeEquals(entry.Mac, Of(entry, key)));

    /// <inheritdoc />
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result) =>
        New(eventData.Context).Count == 0 ? result : throw new NotSupportedException("The record is written by SaveChangesAsync: its keys are read on the way.");

    /// <inheritdoc />
    public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        if (New(eventData.Context) is { Count: > 0 } rows)
        {
            rows.ForEach(row => row.Mac = Of(row, _keys.Value[0]));
            await boxes.SealAsync((PortalDbContext)eventData.Context!, rows, cancellationToken);
        }

        return result;
    }

    private static List<AuditEntry> New(DbContext? db) => [.. (db?.ChangeTracker.Entries<AuditEntry>() ?? []).Where(entry => entry.State == EntityState.Added).Select(entry => entry.Entity)];

    // Every field with its length or a mark of its absence before it, so that no two rows are written alike.
    private static byte[] Of(AuditEntry entry, byte[] key)
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
        return HMACSHA256.HashData(key, bytes.ToArray());

        void Write(Guid? id)
        {
            text.Write(id.HasValue);
            text.Write(id.GetValueOrDefault().ToByteArray());
        }
    }
}
