using System.Globalization;
using Portal.Core.Ledger;
using Portal.Core.Ledger.Amounts;
using static Portal.Core.Ledger.LedgerFaultKind;

namespace Portal.Core.Tests.Ledger.Amounts;

public sealed class AmountTextTests
{
    [Theory]
    [InlineData("1,234.56", AmountLayout.Dot, 123456)]
    [InlineData("1234.5", AmountLayout.Dot, 123450)]
    [InlineData("1,234", AmountLayout.Dot, 123400)]
    [InlineData("1.234,56", AmountLayout.Comma, 123456)]
    [InlineData("1 234,56", AmountLayout.Comma, 123456)]
    [InlineData("1\u202F234,5", AmountLayout.Comma, 123450)]
    [InlineData("0.010", AmountLayout.Dot, 1)]
    [InlineData("10,000,000", AmountLayout.Dot, 1_000_000_000)]
    public void What_is_written_in_the_stated_layout_is_read(string text, AmountLayout layout, long minor) => Assert.Equal(minor, Read(text, layout).Minor);

    [Theory]
    [InlineData("", AmountLayout.Dot, AmountMissing)]
    [InlineData("ten", AmountLayout.Dot, AmountNotANumber)]
    [InlineData("1.234,56", AmountLayout.Dot, AmountNotANumber)]
    [InlineData("1,234.56", AmountLayout.Comma, AmountNotANumber)]
    [InlineData("12,34", AmountLayout.Dot, AmountNotANumber)]
    [InlineData("1e3", AmountLayout.Dot, AmountNotANumber)]
    [InlineData("٣", AmountLayout.Dot, AmountNotANumber)]
    [InlineData("5.", AmountLayout.Dot, AmountNotANumber)]
    [InlineData("1,234", AmountLayout.Comma, AmountTooPrecise)]
    [InlineData("0.001", AmountLayout.Dot, AmountTooPrecise)]
    [InlineData("-5", AmountLayout.Dot, AmountNegative)]
    [InlineData("0.00", AmountLayout.Dot, AmountZero)]
    [InlineData("10,000,000.01", AmountLayout.Dot, AmountTooLarge)]
    [InlineData("1000000000000", AmountLayout.Dot, AmountTooLarge)]
    [InlineData("99999999999999999999999999", AmountLayout.Dot, AmountTooLarge)]
    public void What_is_no_amount_is_refused_for_its_reason(string text, AmountLayout layout, LedgerFaultKind fault) => Assert.Equal([fault], Read(text, layout).Faults);

    [Fact]
    public void All_reasons_are_told_at_once()
    {
        Assert.Equal([AmountNegative, AmountTooPrecise], Read("-1.005", AmountLayout.Dot).Faults);
        Assert.Equal([AmountNegative, AmountTooPrecise, AmountTooLarge], Read("-99999999999.005", AmountLayout.Dot).Faults);
    }

    [Fact]
    public void Where_there_is_nothing_smaller_than_one_there_are_no_decimals()
    {
        var yen = Currency.Find("jpy")!;

        Assert.Equal(1500, AmountText.Read("1,500", yen, AmountLayout.Dot).Minor);
        Assert.Equal([AmountTooPrecise], AmountText.Read("1500.50", yen, AmountLayout.Dot).Faults);
        Assert.Equal("JP¥1,500", MoneyText.Of(1500, "JPY", CultureInfo.GetCultureInfo("en-GB")));
        Assert.Equal("1500", MoneyText.Plain(1500, "JPY"));
    }

    [Fact]
    public void Amounts_are_written_as_each_language_does()
    {
        Assert.Equal("€1,234.56", MoneyText.Of(123456, "EUR", CultureInfo.GetCultureInfo("en-GB")));
        Assert.Equal("CHF\u00A01,234.56", MoneyText.Of(123456, "CHF", CultureInfo.GetCultureInfo("en-GB")));
        Assert.Equal("-€0.05", MoneyText.Of(-5, "EUR", CultureInfo.GetCultureInfo("en-GB")));
        Assert.Equal("1\u202F234,56\u00A0€", MoneyText.Of(123456, "EUR", CultureInfo.GetCultureInfo("fr-FR")));
        Assert.Equal("-1234.56", MoneyText.Plain(-123456, "EUR"));
        Assert.Equal("1234,56", MoneyText.Typed(123456, "EUR", AmountLayout.Comma));
        Assert.Null(Currency.Find("XAU"));
    }

    private static (long Minor, IReadOnlyList<LedgerFaultKind> Faults) Read(string text, AmountLayout layout) => AmountText.Read(text, Currency.Find("EUR")!, layout);
}
