using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Core.Privacy.Audit;

/// <summary>
/// Looks whether the record is whole: every row as it was written, every seal in its place, nothing changed, moved or missing since it was
/// sealed. What was written within the last minute and not sealed yet can be checked row by row only.
/// </summary>
public sealed class AuditVerifier(PortalDbContext db, AuditBoxes boxes, AuditMacs rowMacs, SealMacs sealMacs)
{
    private const int SealsAtOnce = 100;

    /// <summary>Whatever is wrong, a sentence each, at most a hundred; none where the record is whole.</summary>
    /// <param name="outside">The lines of all copies of the seals outside the database.</param>
    public async Task<IReadOnlyList<string>> VerifyAsync(IReadOnlyCollection<string> outside, CancellationToken cancellationToken)
    {
        var flaws = new List<string>();
        var seals = await db.AuditSeals.AsNoTracking().OrderBy(s => s.Number).ToListAsync(cancellationToken);
        var opener = await boxes.OpenerAsync(db, cancellationToken);
        Chain(seals, flaws);
        foreach (var some in seals.Chunk(SealsAtOnce))
        {
            await RowsAsync(some, opener, flaws, cancellationToken);
        }

        await foreach (var loose in db.AuditEntries.AsNoTracking().Where(a => a.SealNumber == null || !db.AuditSeals.Any(s => s.Number == a.SealNumber)).OrderBy(a => a.Id).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            Add(flaws, loose.SealNumber is not null, $"Row {loose.Id} names seal {loose.SealNumber}, which there is not.");
            Add(flaws, !rowMacs.IsGenuine(opener.Open(loose)), $"Row {loose.Id} is not as it was written.");
        }

        Outside(seals, outside, flaws);
        return flaws;
    }

    private void Chain(List<AuditSeal> seals, List<string> flaws)
    {
        var (next, before) = (1L, SealMacs.Beginning);
        foreach (var seal in seals)
        {
            var begins = seal == seals[0] && sealMacs.IsCut(seal);
            Add(flaws, seal.Number != next && !begins, $"Seal {next} is missing.");
            Add(flaws, !begins && !sealMacs.IsGenuine(seal, before), $"Seal {seal.Number} is not as it was made.");
            Add(flaws, seal != seals[0] && (seal.CutAt is not null || seal.CutMac is not null), $"Seal {seal.Number} says that it was cut, with others before it.");
            Add(flaws, seal == seals[0] && !begins && (seal.CutAt is not null || seal.CutMac is not null), $"Seal {seal.Number} says that it was cut, and nobody who may has signed it.");
            (next, before) = (seal.Number + 1, seal.Mac);
        }
    }

    private async Task RowsAsync(AuditSeal[] seals, AuditOpener opener, List<string> flaws, CancellationToken cancellationToken)
    {
        var (first, last) = (seals[0].Number, seals[^1].Number);
        var rows = (await db.AuditEntries.AsNoTracking().Where(a => a.SealNumber >= first && a.SealNumber <= last).OrderBy(a => a.Id).ToListAsync(cancellationToken)).ToLookup(a => a.SealNumber!.Value);
        foreach (var seal in seals)
        {
            var own = rows[seal.Number].ToList();
            foreach (var forged in own.Where(row => !rowMacs.IsGenuine(opener.Open(row))))
            {
                Add(flaws, isWrong: true, $"Row {forged.Id} is not as it was written.");
            }

            var isWhole = sealMacs.IsCut(seal) ? own.Count == 0 : own.Count == seal.Rows && CryptographicOperations.FixedTimeEquals(SealMacs.Digest(own.Select(row => row.Mac)), seal.Digest);
            Add(flaws, !isWhole, $"The rows of seal {seal.Number} are not those that it sealed.");
        }
    }

    private static void Outside(List<AuditSeal> seals, IReadOnlyCollection<string> lines, List<string> flaws)
    {
        var own = seals.ToDictionary(s => s.Number, s => Convert.ToHexStringLower(s.Mac));
        var copied = lines.Select(SealsFile.Read).OfType<(long Number, string Mac)>().Distinct().ToList();
        foreach (var (number, mac) in copied)
        {
            var isErased = seals is [{ CutAt: not null } begins, ..] && number < begins.Number;
            Add(flaws, !isErased && !own.ContainsKey(number), $"Seal {number}, which the copy outside has, is missing.");
            Add(flaws, own.TryGetValue(number, out var here) && here != mac, $"Seal {number} is another than in the copy outside.");
        }
    }

    private static void Add(List<string> flaws, bool isWrong, string what)
    {
        const int Most = 100;
        if (isWrong && flaws.Count < Most)
        {
            flaws.Add(what);
        }
    }
}
