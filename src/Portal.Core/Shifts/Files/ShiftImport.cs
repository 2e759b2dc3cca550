using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Organisations.Closures;

namespace Portal.Core.Shifts.Files;

/// <summary>Looks at a file of shifts, and makes all of them or none, in one transaction.</summary>
public sealed class ShiftImport(Retry retry, ShiftHints hints, TimeProvider clock)
{
    /// <summary>A file to fill in, with an example of this person's own activities and areas.</summary>
    public Task<string> TemplateAsync(Guid actorId, CancellationToken cancellationToken) => retry.RunAsync(
        async (db, token) =>
        {
            var now = clock.GetUtcNow();
            return (await ImportGround.ReadAsync(db, actorId, now, token)).Template(now);
        },
        cancellationToken);

    /// <summary>Everything that is wrong with a file, by line; otherwise the shifts it would make. Nothing is stored.</summary>
    public Task<ImportOutcome> LookAsync(Guid actorId, string text, CancellationToken cancellationToken) =>
        retry.RunAsync((db, token) => LookOnceAsync(db, actorId, text, token), cancellationToken);

    // So many are sent to the database at a time, within the one transaction; in between it is told how far it is.
    private const int AtATime = 200;

    /// <summary>Makes the shifts of a file once per <paramref name="formKey"/>, those published that the file says are, or all; none where anything is wrong.</summary>
    public async Task<ImportOutcome> ImportAsync(Guid actorId, string text, bool publish, Guid formKey, CancellationToken cancellationToken, ImportWatch? watch = null)
    {
        var outcome = await retry.RunAsync((db, token) => ImportOnceAsync(db, actorId, text, publish, formKey, watch, token), cancellationToken);
        if (outcome.FirstId is { } first)
        {
            hints.Changed(first);
        }

        return outcome;
    }

    private async Task<ImportOutcome> LookOnceAsync(PortalDbContext db, Guid actorId, string text, CancellationToken cancellationToken)
    {
        var (rows, faults) = ShiftFile.Read(text);
        if (rows.Count == 0)
        {
            return new(faults, [], clock.GetUtcNow());
        }

        var now = clock.GetUtcNow();
        var ground = await ImportGround.ReadAsync(db, actorId, now, cancellationToken);
        var looks = rows.Select(row => ground.Look(row, now)).ToList();
        return new([.. faults, .. looks.SelectMany(look => look.Faults)], [.. looks.Select(look => look.Shift).OfType<ImportedShift>()], now);
    }

    private async Task<ImportOutcome> ImportOnceAsync(PortalDbContext db, Guid actorId, string text, bool publish, Guid formKey, ImportWatch? watch, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var look = await LookOnceAsync(db, actorId, text, cancellationToken);
        if (look.Faults.Count > 0)
        {
            return look;
        }

        if (await FormMade.FindAsync(db, FormMade.Import, actorId, formKey, cancellationToken) is { } before)
        {
            return before.Id is null ? look with { Faults = [new(1, ImportFaultKind.Plan, "", new(PlanFaultKind.UnknownForm, ""))] } : look with { Made = look.Shifts.Count };
        }

        var now = clock.GetUtcNow();
        var shifts = look.Shifts.Select(one => ShiftMaker.Make(one.Plan, one.OrganisationId, one.DefaultVisibility, one.Zone, new(one.StartsAt, one.EndsAt, null, one.ClockMoved), clock)).ToList();
        List<Shift> open = [.. shifts.Zip(look.Shifts).Where(both => publish || both.Second.Published).Select(both => both.First)];
        await db.PublishWhereOpenAsync(open, now, cancellationToken);

        db.ChangeTracker.AutoDetectChangesEnabled = false;
        FormMade.Add(db, FormMade.Import, actorId, formKey, shifts[0].Id, now);
        var made = 0;
        foreach (var some in shifts.Chunk(AtATime))
        {
            db.Shifts.AddRange(some);
            await db.SaveChangesAsync(cancellationToken);

            // What is sent is not looked through again with the next.
            db.ChangeTracker.Clear();
            watch?.Made(made += some.Length);
        }

        foreach (var some in shifts.Where(s => s.Status == ShiftStatus.Published).Select(s => s.Id).Chunk(500))
        {
            await UnbookedShifts.OpenOrCloseAsync(db, some, cancellationToken);
        }

        var outcome = look with { Made = shifts.Count, AtClosedSites = open.Count(s => s.Status == ShiftStatus.Draft), FirstId = shifts[0].Id };
        if (watch is not null && !await EndAsync(db, watch.RunId, shifts.Count(s => s.Status == ShiftStatus.Published), outcome.AtClosedSites, cancellationToken))
        {
            // Somebody was told that it had stopped: without a commit nothing of it stays.
            return look with { Shifts = [] };
        }

        await transaction.CommitAsync(cancellationToken);
        return outcome;
    }

    private static async Task<bool> EndAsync(PortalDbContext db, Guid runId, int published, int atClosedSites, CancellationToken cancellationToken) =>
        await db.ImportRuns.Where(r => r.Id == runId && r.State == ImportRunState.Running).ExecuteUpdateAsync(
            set => set.SetProperty(r => r.State, ImportRunState.Done).SetProperty(r => r.Published, published).SetProperty(r => r.AtClosedSites, atClosedSites), cancellationToken) > 0;
}

/// <summary>What came of a file: what is wrong with it, or the shifts it holds, and how many were made.</summary>
public sealed record ImportOutcome(IReadOnlyList<ImportFault> Faults, IReadOnlyList<ImportedShift> Shifts, DateTimeOffset AsOf)
{
    /// <summary>How many of the shifts the file itself says are published.</summary>
    public int Published => Shifts.Count(shift => shift.Published);

    /// <summary>How many were made; 0 where it was only looked at, or refused.</summary>
    public int Made { get; init; }

    /// <summary>How many of those made stayed drafts, because their site is closed then.</summary>
    public int AtClosedSites { get; init; }

    internal Guid? FirstId { get; init; }
}
