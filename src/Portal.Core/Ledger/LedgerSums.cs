using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Privacy;

namespace Portal.Core.Ledger;

/// <summary>What every part of the ledger asks: how much is there to share, whose turn it is to write, and the line of the record.</summary>
internal static class LedgerSums
{
    /// <summary>Whose turn it is to decide, or to take away from what came in: so that two do not share out the same money. Any number that no other turn has.</summary>
    public const long Turn = 0x4C4544474552;

    /// <summary>What came in and was not shared yet, of one currency, in its smallest unit.</summary>
    public static async Task<long> AvailableAsync(this PortalDbContext db, string currency, CancellationToken cancellationToken) =>
        await db.IncomeEntries.Where(e => e.Currency == currency).SumAsync(e => e.Amount, cancellationToken)
        - await db.ShareRounds.Where(r => r.Currency == currency && r.DecidedAt != null).SumAsync(r => r.Amount, cancellationToken);

    /// <summary>Puts on record what an administrator or organiser did.</summary>
    public static void RecordLedger(this PortalDbContext db, TimeProvider clock, Guid actorId, string action, Guid subjectId, string? detail = null, Guid? organisationId = null) => db.AuditEntries.Add(new AuditEntry
    {
        Id = Ids.New(clock),
        At = clock.GetUtcNow(),
        ActorId = actorId,
        Action = action,
        SubjectId = subjectId,
        OrganisationId = organisationId,
        Detail = detail,
    });
}
