using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Ledger;
using Portal.Core.Ledger.Amounts;
using Portal.Core.Ledger.Income;
using Portal.Core.Ledger.Rounds;
using Portal.Core.Organisations;

namespace Portal.Core.Tests.Ledger;

/// <summary>Three members and a partner, and an administrator of each of two members.</summary>
internal sealed class LedgerGround(TestPortal portal) : IAsyncDisposable
{
    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public TestPortal Portal => portal;

    public required Organisation Kitchen { get; init; }

    public required Organisation Woodyard { get; init; }

    public required Organisation Clinic { get; init; }

    public required Organisation Observers { get; init; }

    /// <summary>An administrator who belongs to the kitchen.</summary>
    public required Supporter First { get; init; }

    /// <summary>An administrator who belongs to the woodyard.</summary>
    public required Supporter Second { get; init; }

    public IncomeService Income => portal.Services.GetRequiredService<IncomeService>();

    public RoundService Rounds => portal.Services.GetRequiredService<RoundService>();

    public RoundProposals Proposals => portal.Services.GetRequiredService<RoundProposals>();

    public RoundConfirmations Confirmations => portal.Services.GetRequiredService<RoundConfirmations>();

    public static async Task<LedgerGround> StartAsync(DatabaseProvider provider)
    {
        var portal = await TestPortal.StartAsync(provider);
        var ground = new LedgerGround(portal)
        {
            Clinic = await portal.Data.CreateOrganisationAsync("Clinic"),
            Kitchen = await portal.Data.CreateOrganisationAsync("Kitchen"),
            Observers = await portal.Data.CreateOrganisationAsync("Observers"),
            Woodyard = await portal.Data.CreateOrganisationAsync("Woodyard"),
            First = await portal.Data.CreateAdministratorAsync("First"),
            Second = await portal.Data.CreateAdministratorAsync("Second"),
        };
        await ground.BecomesAsync(ground.Observers, Standing.Partner);
        await portal.Data.MakeMemberAsync(ground.First, ground.Kitchen);
        await portal.Data.MakeMemberAsync(ground.Second, ground.Woodyard);
        return ground;
    }

    public async Task BecomesAsync(Organisation organisation, Standing standing)
    {
        await using var db = portal.NewContext();
        (await db.Organisations.FindAsync([organisation.Id], Stop))!.Standing = standing;
        await db.SaveChangesAsync(Stop);
    }

    public async Task<Guid> EarnAsync(string amount, string currency = "EUR", string month = "2027-01", IncomeKind kind = IncomeKind.OneOff)
    {
        var outcome = await Income.EnterAsync(First.Id, new(month, kind, currency, amount, AmountLayout.Dot, Line("")), Ids.New(portal.Clock), Stop);
        Assert.Equal(LedgerResult.Done, outcome.Result);
        return outcome.Id!.Value;
    }

    public async Task<Guid> OpenAsync(string amount, ShareRule rule = ShareRule.Equal, string currency = "EUR")
    {
        var outcome = await Rounds.OpenAsync(First.Id, new(currency, amount, AmountLayout.Dot, rule), Ids.New(portal.Clock), Stop);
        Assert.Equal(LedgerResult.Done, outcome.Result);
        return outcome.Id!.Value;
    }

    public async Task<LedgerOutcome> ProposeAsync(Guid round, params (Organisation Organisation, string Share)[] byHand) =>
        await Proposals.ProposeAsync(First.Id, round, (await ReadAsync(round)).Version, byHand.ToDictionary(one => one.Organisation.Id, one => (string?)one.Share), AmountLayout.Dot, Stop);

    public async Task<ConfirmResult> ConfirmAsync(Supporter who, Guid round) => await Confirmations.ConfirmAsync(who.Id, round, (await ReadAsync(round)).Version, Stop);

    public async Task<Guid> DecideAsync(string amount, ShareRule rule = ShareRule.Equal, string currency = "EUR", params (Organisation Organisation, string Share)[] byHand)
    {
        var round = await OpenAsync(amount, rule, currency);
        Assert.Equal(LedgerResult.Done, (await ProposeAsync(round, byHand)).Result);
        Assert.Equal(ConfirmResult.Confirmed, await ConfirmAsync(First, round));
        Assert.Equal(ConfirmResult.Decided, await ConfirmAsync(Second, round));
        return round;
    }

    public async Task<RoundView> ReadAsync(Guid round) => (await portal.RunAsync<LedgerDesk, RoundDesk?>(desk => desk.RoundAsync(First.Id, round, Stop)))!.Round;

    public Task<IReadOnlyList<CurrencyLedger>> LedgerAsync() => portal.RunAsync<LedgerQueries, IReadOnlyList<CurrencyLedger>>(ledger => ledger.ReadAsync(Stop));

    public static PublicLine Line(string text) => new(LocalText.Of(text));

    public ValueTask DisposeAsync() => portal.DisposeAsync();
}
