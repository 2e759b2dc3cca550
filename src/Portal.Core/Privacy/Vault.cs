using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Core.Privacy;

/// <summary>
/// Seals secrets with AES-256-GCM under a data key of their subject, which the master key wraps. Deleting the data key shreds
/// everything sealed under it. A box is nonce, tag and ciphertext; the subject is authenticated with it, so a box moved to another row does not open.
/// </summary>
public sealed class Vault(MasterKey master)
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    /// <summary>Seals a text under the key of a subject, made when it has none; the caller saves.</summary>
    public async Task<byte[]> SealAsync(PortalDbContext db, Guid subjectId, string text, CancellationToken cancellationToken) =>
        (await SealAsync(db, subjectId, [text], cancellationToken))[0];

    /// <summary>Seals several texts under one key, likewise.</summary>
    internal async Task<IReadOnlyList<byte[]>> SealAsync(PortalDbContext db, Guid subjectId, IEnumerable<string> texts, CancellationToken cancellationToken)
    {
        var key = await FindKeyAsync(db, subjectId, cancellationToken) ?? NewKey(db, subjectId);
        return [.. texts.Select(text => Seal(key, Encoding.UTF8.GetBytes(text), subjectId))];
    }

    /// <summary>The keys of these subjects, as far as they have one and it opens, in one command.</summary>
    internal async Task<IReadOnlyDictionary<Guid, byte[]>> KeysAsync(PortalDbContext db, IReadOnlyCollection<Guid> subjectIds, CancellationToken cancellationToken)
    {
        var stored = await db.DataKeys.AsNoTracking().Where(k => subjectIds.Contains(k.SubjectId)).ToListAsync(cancellationToken);
        var keys = new Dictionary<Guid, byte[]>();
        foreach (var key in stored)
        {
            try
            {
                keys[key.SubjectId] = Unwrap(key);
            }
            catch (CryptographicException)
            {
                // What it sealed stays shut.
            }
        }

        return keys;
    }

    /// <summary>Makes a key for each of these subjects that has none, so that nobody has to make it in the middle of something else; the caller saves.</summary>
    internal async Task PrepareAsync(PortalDbContext db, IReadOnlyCollection<Guid> subjectIds, CancellationToken cancellationToken)
    {
        var known = await db.DataKeys.Where(k => subjectIds.Contains(k.SubjectId)).Select(k => k.SubjectId).ToListAsync(cancellationToken);
        foreach (var missing in subjectIds.Except(known))
        {
            NewKey(db, missing);
        }
    }

    /// <summary>Opens what was sealed for this subject. Throws <see cref="CryptographicException"/> when anything was changed or a key is another.</summary>
    public async Task<string> OpenAsync(PortalDbContext db, Guid subjectId, byte[] box, CancellationToken cancellationToken)
    {
        var key = await FindKeyAsync(db, subjectId, cancellationToken) ?? throw new CryptographicException("The data key is gone.");
        return Encoding.UTF8.GetString(Open(key, box, subjectId));
    }

    /// <summary>Opens what was sealed for each of these subjects, in one command.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> OpenAllAsync(PortalDbContext db, IReadOnlyDictionary<Guid, byte[]> boxes, CancellationToken cancellationToken)
    {
        var subjects = boxes.Keys.ToList();
        var keys = await db.DataKeys.AsNoTracking().Where(k => subjects.Contains(k.SubjectId)).ToDictionaryAsync(k => k.SubjectId, cancellationToken);
        return boxes.ToDictionary(box => box.Key, box => Encoding.UTF8.GetString(Open(Unwrap(keys[box.Key]), box.Value, box.Key)));
    }

    /// <summary>The same key, wrapped by the present master key.</summary>
    internal DataKey WrappedAnew(DataKey stored) => Wrapped(Unwrap(stored), stored.SubjectId);

    private DataKey Wrapped(byte[] key, Guid subjectId) => new() { SubjectId = subjectId, Wrapped = Seal(master.Key, key, subjectId), MasterKey = master.Name };

    private byte[] Unwrap(DataKey stored) => master.Find(stored.MasterKey) is { } key
        ? Open(key, stored.Wrapped, stored.SubjectId)
        : throw new CryptographicException($"A data key is wrapped by {stored.MasterKey}, which is not configured: neither as the master key, {master.Name}, nor among the former ones.");

    private async Task<byte[]?> FindKeyAsync(PortalDbContext db, Guid subjectId, CancellationToken cancellationToken)
    {
        // One that is not saved yet counts too.
        var stored = db.DataKeys.Local.FindEntry(subjectId)?.Entity ?? await db.DataKeys.AsNoTracking().FirstOrDefaultAsync(k => k.SubjectId == subjectId, cancellationToken);
        return stored is null ? null : Unwrap(stored);
    }

    private byte[] NewKey(PortalDbContext db, Guid subjectId)
    {
        var key = RandomNumberGenerator.GetBytes(SecretsOptions.KeyBytes);
        db.DataKeys.Add(Wrapped(key, subjectId));
        return key;
    }

    private static byte[] Seal(byte[] key, byte[] plain, Guid subjectId)
    {
        var box = new byte[NonceBytes + TagBytes + plain.Length];
        var nonce = box.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(nonce, plain, box.AsSpan(NonceBytes + TagBytes), box.AsSpan(NonceBytes, TagBytes), subjectId.ToByteArray());
        return box;
    }

    internal static byte[] Open(byte[] key, byte[] box, Guid subjectId)
    {
        if (box.Length < NonceBytes + TagBytes)
        {
            throw new CryptographicException("The box is too short.");
        }

        var plain = new byte[box.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        aes.Decrypt(box.AsSpan(0, NonceBytes), box.AsSpan(NonceBytes + TagBytes), box.AsSpan(NonceBytes, TagBytes), plain, subjectId.ToByteArray());
        return plain;
    }
}
