using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Ledger.Amounts;
using Portal.Core.Ledger.Income;
using Portal.Core.Organisations;

namespace Portal.Core.Ledger.Imports;

/// <summary>What an administrator says of the columns of an export.</summary>
public sealed record PaymentColumns(string? Id, string? Date, DateLayout? DateLayout, string? Amount, AmountLayout? AmountLayout, string? CurrencyColumn, string? Currency, string? KindColumn, IncomeKind? Kind);

/// <summary>Knows exports by their header row: those of the table, and those that an administrator explained once.</summary>
public sealed class PaymentMappings(Retry retry, TimeProvider clock)
{
    private const string MappedAction = "ledger.mapped";

    /// <summary>The layout of a header; null where nobody has explained it.</summary>
    public async Task<PaymentLayout?> FindAsync(PaymentHeader header, CancellationToken cancellationToken) => PaymentLayouts.Find([.. header.Names])
        ?? (await retry.RunAsync((db, token) => db.PaymentMappings.AsNoTracking().FirstOrDefaultAsync(m => m.Header == header.Print, token), cancellationToken))?.ToLayout();

    /// <summary>Remembers what the columns mean. Which fields are missing or name no column of the file; empty when it is kept.</summary>
    public async Task<IReadOnlyList<string>> SaveAsync(Guid actorId, PaymentHeader header, PaymentColumns columns, CancellationToken cancellationToken)
    {
        var wrong = Wrong(header, columns).ToList();
        if (wrong.Count == 0)
        {
            await retry.RunAsync((db, token) => SaveOnceAsync(db, actorId, header, columns, token), cancellationToken);
        }

        return wrong;
    }

    private static IEnumerable<string> Wrong(PaymentHeader header, PaymentColumns columns)
    {
        bool Has(string? column) => column is { Length: > 0 and <= PaymentMapping.ColumnLength } && header.Names.Contains(column, StringComparer.OrdinalIgnoreCase);
        (string Field, bool IsRight)[] fields =
        [
            (nameof(PaymentColumns.Id), Has(columns.Id)),
            (nameof(PaymentColumns.Date), Has(columns.Date)),
            (nameof(PaymentColumns.DateLayout), columns.DateLayout is { } date && Enum.IsDefined(date)),
            (nameof(PaymentColumns.Amount), Has(columns.Amount)),
            (nameof(PaymentColumns.AmountLayout), columns.AmountLayout is { } amount && Enum.IsDefined(amount)),
            (nameof(PaymentColumns.CurrencyColumn), string.IsNullOrEmpty(columns.CurrencyColumn) || Has(columns.CurrencyColumn)),
            (nameof(PaymentColumns.Currency), !string.IsNullOrEmpty(columns.CurrencyColumn) || Currency.Find(columns.Currency) is not null),
            (nameof(PaymentColumns.KindColumn), string.IsNullOrEmpty(columns.KindColumn) || Has(columns.KindColumn)),
            (nameof(PaymentColumns.Kind), columns.Kind is { } kind && Enum.IsDefined(kind) && kind != IncomeKind.Correction),
        ];
        return fields.Where(field => !field.IsRight).Select(field => field.Field);
    }

    private async Task<bool> SaveOnceAsync(PortalDbContext db, Guid actorId, PaymentHeader header, PaymentColumns columns, CancellationToken cancellationToken)
    {
        if (!await db.Administrators(clock.GetUtcNow()).ContainsAsync(actorId, cancellationToken))
        {
            return false;
        }

        var mapping = await db.PaymentMappings.FirstOrDefaultAsync(m => m.Header == header.Print, cancellationToken);
        if (mapping is null)
        {
            mapping = new PaymentMapping
            {
                Id = Ids.New(clock),
                Header = header.Print,
                IdColumn = "",
                DateColumn = "",
                DateLayout = default,
                AmountColumn = "",
                AmountLayout = default,
                Currency = "",
                Kind = default,
                MadeById = actorId,
            };
            db.PaymentMappings.Add(mapping);
        }

        (mapping.IdColumn, mapping.DateColumn, mapping.AmountColumn) = (columns.Id!, columns.Date!, columns.Amount!);
        (mapping.DateLayout, mapping.AmountLayout, mapping.Kind) = (columns.DateLayout!.Value, columns.AmountLayout!.Value, columns.Kind!.Value);
        mapping.CurrencyColumn = string.IsNullOrEmpty(columns.CurrencyColumn) ? null : columns.CurrencyColumn;
        mapping.KindColumn = string.IsNullOrEmpty(columns.KindColumn) ? null : columns.KindColumn;
        mapping.Currency = Currency.Find(columns.Currency)?.Code ?? Currency.All[0].Code;
        mapping.MadeById = actorId;
        db.RecordLedger(clock, actorId, MappedAction, mapping.Id);
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }
}
