using System.Globalization;
using Portal.Core.Ledger;
using Portal.Core.Ledger.Amounts;
using Portal.Core.Resources;
using Portal.Web.Features.Shared.Charts;

namespace Portal.Web.Features.Ledger;

/// <summary>The public page.</summary>
/// <param name="DonationPage">Where gifts are taken; null for nowhere of the coalition's own.</param>
public sealed record LedgerModel(IReadOnlyList<CurrencyLedger> Currencies, string? DonationPage)
{
    private const int MostBars = 24;

    /// <summary>What came in month by month, those without anything included; the last two years at most.</summary>
    public static BarChart Chart(CurrencyLedger ledger, Phrasebook texts)
    {
        var byMonth = ledger.Months.ToDictionary(month => month.Month, month => month.Total);
        var (first, last) = (byMonth.Keys.Min(), byMonth.Keys.Max());
        var length = Math.Min(MostBars, ((last.Year - first.Year) * 12) + last.Month - first.Month + 1);
        var unit = Currency.Find(ledger.Currency)?.Unit ?? 1;
        List<Bar> bars = [.. Enumerable.Range(0, length).Select(at => last.AddMonths(at - length + 1)).Select(month =>
        {
            var amount = byMonth.GetValueOrDefault(month);
            return new Bar(MonthName(month), (int)Math.Clamp(amount / unit, 0, int.MaxValue), MoneyText.Of(amount, ledger.Currency));
        })];
        return new(
            texts["Ledger.Chart.Title", ledger.Currency],
            texts["Ledger.Chart.Summary", bars[0].Name, bars[^1].Name, MoneyText.Of(bars.Select((_, at) => byMonth.GetValueOrDefault(last.AddMonths(at - length + 1))).Sum(), ledger.Currency)],
            texts["Ledger.Month"],
            texts["Ledger.CameIn"],
            [new BarGroup("", "", bars)]);
    }

    /// <summary>A month as one says it.</summary>
    public static string MonthName(DateOnly month) => month.ToString("MMMM yyyy", CultureInfo.CurrentCulture);
}
