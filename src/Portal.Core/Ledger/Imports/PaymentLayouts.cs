using Portal.Core.Ledger.Amounts;
using Portal.Core.Ledger.Income;

namespace Portal.Core.Ledger.Imports;

/// <summary>The exports that the ledger knows by their header row.</summary>
public static class PaymentLayouts
{
    private static readonly string[] Machine = ["yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<PaymentLayout> All { get; } = [Stripe(), StripeActivity(), GoCardless(), HelloAsso()];

    /// <summary>The one of a header; null for none.</summary>
    public static PaymentLayout? Find(IReadOnlyCollection<string> header) => All.FirstOrDefault(layout => layout.IsOf(header));

    // "Balance history": id, Type, Source, Amount, Fee, Net, Currency, Created (UTC), Available On (UTC), Description, …
    private static PaymentLayout Stripe() => new("stripe", "Stripe (balance history)")
    {
        Id = "id",
        Dates = ["Created (UTC)"],
        DateFormats = Machine,
        Amount = "Net",
        Currency = "Currency",
        AlsoHas = ["Type", "Source", "Fee"],
        Skip = cell => StripeSkip(cell("Type")),
        Kind = cell => StripeKind(cell("Description")),
    };

    // "Balance change from activity", itemized: balance_transaction_id, created_utc, currency, gross, fee, net, reporting_category, …
    private static PaymentLayout StripeActivity() => new("stripe", "Stripe (balance change from activity)")
    {
        Id = "balance_transaction_id",
        Dates = ["created_utc"],
        DateFormats = Machine,
        Amount = "net",
        Currency = "currency",
        AlsoHas = ["reporting_category"],
        Skip = cell => StripeSkip(cell("reporting_category")),
        Kind = cell => StripeKind(cell("description")),
    };

    private static SkipReason? StripeSkip(string type) => type.ToLowerInvariant() switch
    {
        "charge" or "payment" => null,
        "refund" or "payment_refund" or "payment_failure_refund" or "refund_failure" or "partial_capture_reversal" => SkipReason.Refund,
        "stripe_fee" or "fee" or "tax_fee" or "network_cost" or "application_fee" => SkipReason.Fee,
        "payout" or "payout_cancel" or "payout_failure" or "payout_reversal" or "transfer" or "topup" => SkipReason.Payout,
        "charge_failure" or "payment_failure" or "dispute" or "dispute_reversal" or "adjustment" => SkipReason.Failed,
        _ => SkipReason.Other,
    };

    private static IncomeKind StripeKind(string description) => description.StartsWith("Subscription", StringComparison.OrdinalIgnoreCase) ? IncomeKind.Regular : IncomeKind.OneOff;

    // "Payout breakdown", export of its transactions: one row for each payment in a payout.
    private static PaymentLayout GoCardless() => new("gocardless", "GoCardless (payout breakdown)")
    {
        Id = "payments.id",
        Dates = ["resources.charge_date", "payouts.arrival_date"],
        DateFormats = Machine,
        Amount = "net_amount",
        Currency = "currency",
        AlsoHas = ["resources.type", "resources.status", "gross_amount"],
        Skip = cell => cell("resources.type").ToLowerInvariant() switch
        {
            "payment" => cell("resources.status").ToLowerInvariant() switch
            {
                "paid_out" or "confirmed" => null,
                "pending_submission" or "pending_customer_approval" or "submitted" => SkipReason.Pending,
                _ => SkipReason.Failed,
            },
            "refund" => SkipReason.Refund,
            "fee" or "gocardless_fee" or "app_fee" or "surcharge_fee" => SkipReason.Fee,
            "payout" => SkipReason.Payout,
            "chargeback" or "failure" or "late_failure" => SkipReason.Failed,
            _ => SkipReason.Other,
        },
        Kind = cell => cell("subscriptions.id").Length > 0 ? IncomeKind.Regular : IncomeKind.OneOff,
    };

    // Payments of an association: one row each, in euros, with commas.
    private static PaymentLayout HelloAsso() => new("helloasso", "HelloAsso (paiements)")
    {
        Id = "Référence paiement",
        Dates = ["Date du paiement"],
        DateFormats = ["dd/MM/yyyy HH:mm:ss", "dd/MM/yyyy HH:mm", "dd/MM/yyyy"],
        Amount = "Montant total",
        AmountLayout = AmountLayout.Comma,
        AlsoHas = ["Statut du paiement", "Type de campagne"],
        Skip = cell => cell("Statut du paiement").ToLowerInvariant() switch
        {
            "payé" => null,
            "remboursé" or "remboursement" or "remboursement en cours" => SkipReason.Refund,
            "hors ligne" => SkipReason.Offline,
            "en attente" or "à venir" or "programmé" => SkipReason.Pending,
            "refusé" or "annulé" or "échoué" or "contesté" or "abandonné" or "erreur" => SkipReason.Failed,
            _ => SkipReason.Other,
        },
        Kind = cell => cell("Type de campagne").ToLowerInvariant() switch
        {
            "billetterie" or "événement" => IncomeKind.Event,
            var type when type.Contains("mensuel", StringComparison.Ordinal) || type.Contains("récurrent", StringComparison.Ordinal) => IncomeKind.Regular,
            _ => IncomeKind.OneOff,
        },
    };
}
