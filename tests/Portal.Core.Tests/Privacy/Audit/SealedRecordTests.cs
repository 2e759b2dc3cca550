using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Data;
using Portal.Core.Privacy;
using Portal.Core.Privacy.Audit;

namespace Portal.Core.Tests.Privacy.Audit;

/// <summary>Whoever has the database and not the master key, against the record.</summary>
public sealed class SealedRecordTests
{
    private const int Seals = 8;
    private const int RowsEach = 6;
    private const int Tries = 500;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Every_edit_deletion_swap_and_cut_is_found(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await FillAsync(portal);
        var copy = await CopyAsync(portal);
        Assert.Empty(await VerifyAsync(portal, copy));
        var dice = new Random(20270114);
        var missed = new List<string>();

        for (var attempt = 0; attempt < Tries; attempt++)
        {
            await using var db = portal.NewContext();
            await using var transaction = await db.Database.BeginTransactionAsync(Stop);
            var what = await TamperAsync(db, dice);
            var verifier = new AuditVerifier(db, portal.Services.GetRequiredService<AuditBoxes>(), portal.Services.GetRequiredService<AuditMacs>(), portal.Services.GetRequiredService<SealMacs>());
            if ((await verifier.VerifyAsync(copy, Stop)).Count == 0)
            {
                missed.Add(what);
            }

            await transaction.RollbackAsync(Stop);
        }

        Assert.Empty(missed);
        Assert.Empty(await VerifyAsync(portal, copy));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_row_that_is_not_sealed_yet_is_known_by_its_own_mark(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await WriteAsync(portal, 3);
        Assert.Empty(await VerifyAsync(portal, []));

        await using var db = portal.NewContext();
        await db.AuditEntries.OrderBy(a => a.Id).Take(1).ExecuteUpdateAsync(set => set.SetProperty(a => a.Sealed, new byte[64]), Stop);

        Assert.EndsWith("is not as it was written.", Assert.Single(await VerifyAsync(portal, [])), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Without_a_copy_outside_a_cut_tail_is_not_seen_and_with_one_it_is(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await FillAsync(portal);
        var copy = await CopyAsync(portal);
        await using var db = portal.NewContext();

        await db.AuditEntries.Where(a => a.SealNumber > Seals - 2).ExecuteDeleteAsync(Stop);
        await db.AuditSeals.Where(s => s.Number > Seals - 2).ExecuteDeleteAsync(Stop);

        Assert.Empty(await VerifyAsync(portal, []));
        Assert.Equal([$"Seal {Seals - 1}, which the copy outside has, is missing.", $"Seal {Seals}, which the copy outside has, is missing."], await VerifyAsync(portal, copy));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Workers_that_seal_at_once_make_one_chain_over_every_row(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var sealer = portal.Services.GetRequiredService<AuditSealer>();
        await sealer.SealAsync(Stop);
        for (var round = 0; round < 10; round++)
        {
            await Task.WhenAll(
                Task.Run(() => WriteAsync(portal, 5), Stop), Task.Run(() => sealer.SealAsync(Stop), Stop), Task.Run(() => sealer.SealAsync(Stop), Stop), Task.Run(() => WriteAsync(portal, 5), Stop), Task.Run(() => sealer.SealAsync(Stop), Stop));
        }

        await sealer.SealAsync(Stop);

        await using var db = portal.NewContext();
        Assert.Equal(0, await db.AuditEntries.CountAsync(a => a.SealNumber == null, Stop));
        Assert.Equal(100, await db.AuditSeals.SumAsync(s => s.Rows, Stop));
        Assert.Empty(await VerifyAsync(portal, await CopyAsync(portal)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_is_a_year_old_is_cut_off_by_whole_seals_and_the_rest_is_still_whole(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await FillAsync(portal);
        var copy = await CopyAsync(portal);
        var sealer = portal.Services.GetRequiredService<AuditSealer>();
        portal.Clock.SetUtcNow(TestPortal.Begin.AddMonths(12) + TimeSpan.FromHours(2.5));

        Assert.Equal(3 * RowsEach, await sealer.CutAsync(Stop));
        Assert.Equal(0, await sealer.CutAsync(Stop));

        Assert.Empty(await VerifyAsync(portal, copy));
        await using var db = portal.NewContext();
        Assert.Equal((Seals - 3) * RowsEach, await db.AuditEntries.CountAsync(Stop));
        Assert.Equal(Enumerable.Range(3, Seals - 2).Select(n => (long)n), await db.AuditSeals.Select(s => s.Number).Order().ToListAsync(Stop));

        // Nobody else may say that something was cut.
        await db.AuditEntries.Where(a => a.SealNumber == 4).ExecuteDeleteAsync(Stop);
        await db.AuditSeals.Where(s => s.Number == 3).ExecuteDeleteAsync(Stop);
        var at = portal.Clock.GetUtcNow();
        await db.AuditSeals.Where(s => s.Number == 4).ExecuteUpdateAsync(set => set.SetProperty(s => s.CutAt, at).SetProperty(s => s.CutMac, new byte[AuditMacs.Bytes]), Stop);
        Assert.Contains("Seal 4 says that it was cut, and nobody who may has signed it.", await VerifyAsync(portal, copy));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_database_alone_names_nobody_and_a_month_that_is_cut_off_opens_no_more(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await WriteAsync(portal, 2);
        await portal.Services.GetRequiredService<AuditSealer>().SealAsync(Stop);
        await using var db = portal.NewContext();
        var row = await db.AuditEntries.AsNoTracking().OrderBy(a => a.Id).FirstAsync(Stop);
        Assert.Equal((Guid.Empty, null, null, null), (row.SubjectId, row.Detail, row.ClearActorId, row.ClearSubjectId));
        var opener = await portal.Services.GetRequiredService<AuditBoxes>().OpenerAsync(db, Stop);
        Assert.NotEqual(Guid.Empty, opener.Open(row).SubjectId);

        // Its box in the place of another tells nothing there, though the key is the same.
        var other = await db.AuditEntries.AsNoTracking().OrderByDescending(a => a.Id).FirstAsync(Stop);
        await db.AuditEntries.Where(a => a.Id == other.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.Sealed, row.Sealed), Stop);
        Assert.Equal(Guid.Empty, opener.Open(await db.AuditEntries.AsNoTracking().SingleAsync(a => a.Id == other.Id, Stop)).SubjectId);

        // As a copy of the database from then: all but the key.
        portal.Clock.SetUtcNow(TestPortal.Begin.AddMonths(13));
        await WriteAsync(portal, 1);
        var keys = await db.DataKeys.CountAsync(Stop);
        Assert.Equal(2, await portal.Services.GetRequiredService<AuditSealer>().CutAsync(Stop));
        // Of its month and of the one after, for which none was needed.
        Assert.Equal(keys - 2, await db.DataKeys.CountAsync(Stop));
        Assert.Equal(Guid.Empty, (await portal.Services.GetRequiredService<AuditBoxes>().OpenerAsync(db, Stop)).Open(row).SubjectId);
        Assert.NotEqual(Guid.Empty, Assert.Single(await portal.Data.RecordAsync()).SubjectId);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_was_written_in_clear_before_is_put_into_boxes_and_is_as_genuine_as_before(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await WriteAsync(portal, 3);
        var before = await portal.Data.RecordAsync();
        await using var db = portal.NewContext();
        foreach (var row in before)
        {
            await db.AuditEntries.Where(a => a.Id == row.Id).ExecuteUpdateAsync(
                set => set.SetProperty(a => a.Sealed, Array.Empty<byte>()).SetProperty(a => a.ClearActorId, row.ActorId).SetProperty(a => a.ClearSubjectId, row.SubjectId).SetProperty(a => a.ClearDetail, row.Detail), Stop);
        }

        Assert.Empty(await VerifyAsync(portal, []));
        Assert.Equal(before.Select(Said), (await portal.Data.RecordAsync()).Select(Said));
        await portal.Services.GetRequiredService<AuditSealer>().SealAsync(Stop);

        Assert.Empty(await VerifyAsync(portal, await CopyAsync(portal)));
        Assert.False(await db.AuditEntries.AnyAsync(a => a.ClearSubjectId != null || a.ClearActorId != null || a.ClearDetail != null, Stop));
        Assert.Equal(before.Select(Said), (await portal.Data.RecordAsync()).Select(Said));

        static (Guid?, Guid, string?) Said(AuditEntry row) => (row.ActorId, row.SubjectId, row.Detail);
    }

    [Fact]
    public async Task The_copy_outside_goes_on_after_a_line_that_was_cut_off_half_way_and_after_a_restart()
    {
        var file = Path.Combine(TestFolder.New("seals"), "kept", "seals.txt");
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Sqlite, new Dictionary<string, string?> { ["Audit:SealsFile"] = file });
        var sealer = portal.Services.GetRequiredService<AuditSealer>();
        await WriteAsync(portal, 1);
        await sealer.SealAsync(Stop);
        await File.AppendAllTextAsync(file, "\n2 0123", Stop);

        await using var again = TestPortal.StartOn(portal.Database, new Dictionary<string, string?> { ["Audit:SealsFile"] = file });
        await WriteAsync(again, 1);
        await again.Services.GetRequiredService<AuditSealer>().SealAsync(Stop);

        await using var db = portal.NewContext();
        var macs = await db.AuditSeals.OrderBy(s => s.Number).Select(s => s.Mac).ToListAsync(Stop);
        Assert.Equal([(1, Convert.ToHexStringLower(macs[0])), (2, Convert.ToHexStringLower(macs[1]))], (await File.ReadAllLinesAsync(file, Stop)).Select(SealsFile.Read).OfType<(long, string)>());
        Assert.Empty(await VerifyAsync(portal, await File.ReadAllLinesAsync(file, Stop)));
    }

    /// <summary>Eight seals, an hour apart, over six rows each.</summary>
    private static async Task FillAsync(TestPortal portal)
    {
        for (var seal = 0; seal < Seals; seal++)
        {
            await WriteAsync(portal, RowsEach);
            Assert.Equal(RowsEach, await portal.Services.GetRequiredService<AuditSealer>().SealAsync(Stop));
            portal.Clock.Advance(TimeSpan.FromHours(1));
        }
    }

    private static async Task WriteAsync(TestPortal portal, int rows)
    {
        await using var db = portal.NewContext();
        db.AuditEntries.AddRange(Enumerable.Range(0, rows).Select(row => new AuditEntry
        {
            Id = Ids.New(portal.Clock),
            // Finer than a database keeps it.
            At = portal.Clock.GetUtcNow().AddTicks(row + 1),
            ActorId = row % 3 == 0 ? null : Guid.CreateVersion7(),
            Action = "meeting-point.read",
            SubjectId = Guid.CreateVersion7(),
            OrganisationId = row % 2 == 0 ? null : Guid.CreateVersion7(),
            Detail = row % 4 == 0 ? null : $"booking {row}",
        }));
        await db.SaveChangesAsync(Stop);
    }

    private static async Task<IReadOnlyList<string>> CopyAsync(TestPortal portal)
    {
        await using var db = portal.NewContext();
        return (await db.AuditSeals.OrderBy(s => s.Number).ToListAsync(Stop)).ConvertAll(s => $"{s.Number} {Convert.ToHexStringLower(s.Mac)}");
    }

    private static Task<IReadOnlyList<string>> VerifyAsync(TestPortal portal, IReadOnlyCollection<string> copy) =>
        portal.RunAsync<AuditVerifier, IReadOnlyList<string>>(verifier => verifier.VerifyAsync(copy, Stop));

    /// <summary>Does one thing that somebody with the database could do, and says what.</summary>
    private static async Task<string> TamperAsync(PortalDbContext db, Random dice)
    {
        var rows = await db.AuditEntries.AsNoTracking().OrderBy(a => a.Id).ToListAsync(Stop);
        var (one, other) = (rows[dice.Next(rows.Count)], rows[dice.Next(rows.Count)]);
        var row = db.AuditEntries.Where(a => a.Id == one.Id);
        long number = dice.Next(1, Seals + 1);
        var seal = db.AuditSeals.Where(s => s.Number == number);
        var (bytes, text, at, id) = (new byte[AuditMacs.Bytes], $"x{dice.Next()}", one.At.AddSeconds(dice.Next(1, 1000)), Guid.CreateVersion7());
        dice.NextBytes(bytes);
        switch (dice.Next(17))
        {
            case 0: await row.ExecuteUpdateAsync(set => set.SetProperty(a => a.Sealed, bytes), Stop); return "another box";
            case 1: await row.ExecuteUpdateAsync(set => set.SetProperty(a => a.Action, text), Stop); return "action";
            case 2: await row.ExecuteUpdateAsync(set => set.SetProperty(a => a.At, at), Stop); return "instant";
            case 3: await row.ExecuteUpdateAsync(set => set.SetProperty(a => a.Sealed, Flipped(one.Sealed, dice)), Stop); return "a bit of a box";
            case 4: await row.ExecuteUpdateAsync(set => set.SetProperty(a => a.Sealed, Array.Empty<byte>()).SetProperty(a => a.ClearSubjectId, id).SetProperty(a => a.ClearDetail, text), Stop); return "in clear as of old";
            case 5: await row.ExecuteUpdateAsync(set => set.SetProperty(a => a.OrganisationId, id), Stop); return "organisation";
            case 6: await row.ExecuteUpdateAsync(set => set.SetProperty(a => a.Mac, bytes), Stop); return "mark of a row";
            case 7: await row.ExecuteUpdateAsync(set => set.SetProperty(a => a.SealNumber, (long?)null), Stop); return "row out of its seal";
            case 8: await row.ExecuteUpdateAsync(set => set.SetProperty(a => a.SealNumber, (one.SealNumber % Seals) + 1), Stop); return "row into another seal";
            case 9: await row.ExecuteDeleteAsync(Stop); return "row deleted";
            case 10: await SwapAsync(db, one, one.Id == other.Id ? rows[(rows.FindIndex(r => r.Id == one.Id) + 1) % rows.Count] : other); return "rows swapped";
            case 11: await seal.ExecuteUpdateAsync(set => set.SetProperty(s => s.Mac, bytes), Stop); return "mark of a seal";
            case 12: await seal.ExecuteUpdateAsync(set => set.SetProperty(s => s.Digest, bytes), Stop); return "digest of a seal";
            case 13: await seal.ExecuteUpdateAsync(set => set.SetProperty(s => s.SealedAt, at.AddDays(1)).SetProperty(s => s.Rows, s => s.Rows + 1), Stop); return "fields of a seal";
            case 14: await seal.ExecuteDeleteAsync(Stop); return "seal deleted";
            case 15: await seal.ExecuteUpdateAsync(set => set.SetProperty(s => s.CutAt, at).SetProperty(s => s.CutMac, bytes), Stop); return "a cut made up";
            default:
                // The tail, whole or with its rows made loose again as though they were waiting for a seal.
                await (dice.Next(2) == 0
                    ? db.AuditEntries.Where(a => a.SealNumber >= number).ExecuteDeleteAsync(Stop)
                    : db.AuditEntries.Where(a => a.SealNumber >= number).ExecuteUpdateAsync(set => set.SetProperty(a => a.SealNumber, (long?)null), Stop));
                await db.AuditSeals.Where(s => s.Number >= number).ExecuteDeleteAsync(Stop);
                return "tail cut";
        }
    }

    private static byte[] Flipped(byte[] box, Random dice)
    {
        var other = box.ToArray();
        other[dice.Next(other.Length)] ^= (byte)(1 << dice.Next(8));
        return other;
    }

    // What one says stands where the other stood, each with its own mark.
    private static async Task SwapAsync(PortalDbContext db, AuditEntry one, AuditEntry other)
    {
        foreach (var (place, content) in new[] { (one, other), (other, one) })
        {
            await db.AuditEntries.Where(a => a.Id == place.Id).ExecuteUpdateAsync(
                set => set.SetProperty(a => a.At, content.At).SetProperty(a => a.Sealed, content.Sealed).SetProperty(a => a.OrganisationId, content.OrganisationId).SetProperty(a => a.Mac, content.Mac),
                Stop);
        }
    }
}
