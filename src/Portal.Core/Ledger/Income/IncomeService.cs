using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Ledger.Amounts;
using Portal.Core.Organisations;
using Portal.Core.Updates;

namespace Portal.Core.Ledger.Income;

/// <summary>Enters what came in, and puts right what was entered wrongly, as an administrator; each time on record. Nothing that was entered is ever changed.</summary>
public sealed class IncomeService(Retry retry, TimeProvider clock)
{
    private const string EnteredAction = "ledger.income";
    private const string CorrectedAction = "ledger.correction";

    /// <summary>Enters income, once per <paramref name="formKey"/>.</summary>
    public Task<LedgerOutcome> EnterAsync(Guid actorId, IncomeDraft draft, Guid formKey, CancellationToken cancellationToken)
    {
        var clean = draft with { Note = draft.Note.Cleaned() };
        return retry.RunAsync(
            (db, token) => WriteOnceAsync(
                db,
                actorId,
                formKey,
                () =>
                {
                    var (faults, month, currency, amount) = clean.Read(clock.GetUtcNow());
                    var texts = clean.Note.Faults(nameof(IncomeDraft.Note), needed: false);
                    return Task.FromResult(faults.Count + texts.Count > 0
                        ? new Written(LedgerOutcome.Refused(faults, texts))
                        : new Written(Of(actorId, month, clean.Kind!.Value, currency!.Code, amount, clean.Note, corrects: null), EnteredAction, clean.Note));
                },
                token),
            cancellationToken);
    }

    /// <summary>Takes an amount off an entry that was too high, with the reason, once per <paramref name="formKey"/>. It stands in the month of what it corrects.</summary>
    public Task<LedgerOutcome> CorrectAsync(Guid actorId, Guid entryId, string? amount, AmountLayout layout, PublicLine reason, Guid formKey, CancellationToken cancellationToken)
    {
        var clean = reason.Cleaned();
        return retry.RunAsync(
            (db, token) => WriteOnceAsync(
                db,
                actorId,
                formKey,
                async () =>
                {
                    // Of two who correct one entry at once, the second sees what the first took off.
                    await db.TakeTurnAsync(LedgerSums.Turn, token);
                    if (await db.IncomeEntries.AsNoTracking().FirstOrDefaultAsync(e => e.Id == entryId && e.Kind != IncomeKind.Correction, token) is not { } entry)
                    {
                        return new Written(LedgerOutcome.NotFound);
                    }

                    var (minor, wrong) = AmountText.Read(amount, Currency.Find(entry.Currency)!, layout);
                    var left = entry.Amount + await db.IncomeEntries.Where(e => e.CorrectsId == entryId).SumAsync(e => e.Amount, token);
                    List<LedgerFault> faults = [.. wrong.Select(one => new LedgerFault("Amount", one)), .. clean.Unsafe()];
                    if (wrong.Count == 0 && minor > left)
                    {
                        faults.Add(new("Amount", LedgerFaultKind.MoreThanEntered) { What = MoneyText.Of(left, entry.Currency) });
                    }

                    var texts = clean.Faults("Reason", needed: true);
                    return faults.Count + texts.Count > 0
                        ? new Written(LedgerOutcome.Refused(faults, texts))
                        : new Written(Of(actorId, entry.Month, IncomeKind.Correction, entry.Currency, -minor, clean, entryId), CorrectedAction, clean);
                },
                token),
            cancellationToken);
    }

    private async Task<LedgerOutcome> WriteOnceAsync(PortalDbContext db, Guid actorId, Guid formKey, Func<Task<Written>> write, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();

        // One form of a person after the other: the second tap waits for the first, and finds what it made.
        if (!await db.LockSupporterAsync(actorId, cancellationToken) || !await db.Administrators(now).ContainsAsync(actorId, cancellationToken))
        {
            return LedgerOutcome.NotFound;
        }

        if (await FormMade.FindAsync(db, FormMade.Income, actorId, formKey, cancellationToken) is { } before)
        {
            return before.Id is { } made ? new(LedgerResult.Done, made) : LedgerOutcome.NotFound;
        }

        var written = await write();
        if (written.Entry is not { } entry)
        {
            return written.Refusal!;
        }

        db.IncomeEntries.Add(entry);
        FormMade.Add(db, FormMade.Income, actorId, formKey, entry.Id, now);
        db.RecordLedger(clock, actorId, written.Action, entry.Id, $"{entry.Month:yyyy-MM} {entry.Kind} {MoneyText.Plain(entry.Amount, entry.Currency)} {entry.Currency}");
        RiskRecord.Add(db, clock, "ledger.written-with-risk", actorId, organisationId: null, entry.Id, written.Note!.WhySafe, written.Note.Risks);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(LedgerResult.Done, entry.Id);
    }

    private IncomeEntry Of(Guid actorId, DateOnly month, IncomeKind kind, string currency, long amount, PublicLine note, Guid? corrects) => new()
    {
        Id = Ids.New(clock),
        Month = month,
        Kind = kind,
        Currency = currency,
        Amount = amount,
        Note = note.Stored(),
        CorrectsId = corrects,
        EnteredById = actorId,
        EnteredAt = clock.GetUtcNow(),
    };

    private sealed record Written(IncomeEntry? Entry, string Action, PublicLine? Note)
    {
        public Written(LedgerOutcome refusal)
            : this(null, "", null) => Refusal = refusal;

        public LedgerOutcome? Refusal { get; }
    }
}
