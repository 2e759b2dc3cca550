using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Ledger;
using Portal.Core.Ledger.Amounts;
using Portal.Core.Ledger.Income;

namespace Portal.Core.Tests.Ledger.Income;

public sealed class IncomeServiceTests
{
    private static CancellationToken Stop => LedgerGround.Stop;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_came_in_is_entered_once_for_each_form_by_an_administrator_and_goes_on_record(DatabaseProvider provider)
    {
        await using var ground = await LedgerGround.StartAsync(provider);
        var (key, draft) = (Ids.New(ground.Portal.Clock), new IncomeDraft("2026-12", IncomeKind.Grant, "chf", "1,234.56", AmountLayout.Dot, LedgerGround.Line("For the winter")));

        Assert.Equal(LedgerResult.NotFound, (await ground.Income.EnterAsync((await ground.Portal.Data.CreateSupporterAsync()).Id, draft, key, Stop)).Result);
        var both = await Task.WhenAll(ground.Income.EnterAsync(ground.First.Id, draft, key, Stop), ground.Income.EnterAsync(ground.First.Id, draft, key, Stop));

        Assert.Single(both.Select(outcome => outcome.Id).Distinct());
        await using var db = ground.Portal.NewContext();
        var entry = await db.IncomeEntries.SingleAsync(Stop);
        Assert.Equal((new DateOnly(2026, 12, 1), IncomeKind.Grant, "CHF", 123456L, "For the winter"), (entry.Month, entry.Kind, entry.Currency, entry.Amount, entry.Note!.In("en")));
        Assert.Equal(["ledger.income"], await db.AuditEntries.Select(a => a.Action).ToListAsync(Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task All_that_is_wrong_is_told_at_once(DatabaseProvider provider)
    {
        await using var ground = await LedgerGround.StartAsync(provider);

        var outcome = await ground.Income.EnterAsync(ground.First.Id, new("2027-02", IncomeKind.Correction, "XAU", "-0.001", AmountLayout.Dot, LedgerGround.Line("Ring +33 6 12 34 56 78")), Ids.New(ground.Portal.Clock), Stop);

        Assert.Equal(
            [LedgerFaultKind.MonthWrong, LedgerFaultKind.KindMissing, LedgerFaultKind.CurrencyUnknown, LedgerFaultKind.AmountNegative, LedgerFaultKind.AmountTooPrecise, LedgerFaultKind.TextUnsafe],
            outcome.Faults.Select(fault => fault.Kind));
        Assert.Equal(TextFaultKind.TooLong, Assert.Single((await ground.Income.EnterAsync(ground.First.Id, new("2027-01", IncomeKind.OneOff, "EUR", "1", AmountLayout.Dot, LedgerGround.Line(new string('x', 301))), Ids.New(ground.Portal.Clock), Stop)).Texts).Kind);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_was_too_high_is_corrected_by_an_entry_of_its_own_with_the_reason_and_never_by_more_than_is_left(DatabaseProvider provider)
    {
        await using var ground = await LedgerGround.StartAsync(provider);
        var entry = await ground.EarnAsync("100", month: "2026-12");
        Task<LedgerOutcome> TakeAsync(string amount, string why) => ground.Income.CorrectAsync(ground.Second.Id, entry, amount, AmountLayout.Dot, LedgerGround.Line(why), Ids.New(ground.Portal.Clock), Stop);

        Assert.Equal(TextFaultKind.Missing, Assert.Single((await TakeAsync("10", " ")).Texts).Kind);
        var many = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => TakeAsync("30", "A refund"))));

        Assert.Equal(3, many.Count(outcome => outcome.Result == LedgerResult.Done));
        Assert.Equal(LedgerFaultKind.MoreThanEntered, Assert.Single(many.First(outcome => outcome.Result == LedgerResult.Refused).Faults).Kind);
        var ledger = Assert.Single(await ground.LedgerAsync());
        Assert.Equal((1000, -9000, 10000), (ledger.CameIn, ledger.Of(IncomeKind.Correction), ledger.Of(IncomeKind.OneOff)));
        Assert.Equal(new DateOnly(2026, 12, 1), Assert.Single(ledger.Months).Month);
        var correction = many.First(outcome => outcome.Result == LedgerResult.Done).Id!.Value;
        Assert.Equal(LedgerResult.NotFound, (await ground.Income.CorrectAsync(ground.First.Id, correction, "1", AmountLayout.Dot, LedgerGround.Line("x"), Ids.New(ground.Portal.Clock), Stop)).Result);
    }
}
