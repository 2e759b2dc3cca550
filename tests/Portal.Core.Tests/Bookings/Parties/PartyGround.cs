using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Parties;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Shifts;

namespace Portal.Core.Tests.Bookings.Parties;

/// <summary>A group of the coalition, somebody who brings a convoy, and a shift in a week.</summary>
internal sealed class PartyGround : IAsyncDisposable
{
    private PartyGround(TestPortal portal, Organisation kitchen, Supporter leader) => (Portal, Kitchen, Leader) = (portal, kitchen, leader);

    public TestPortal Portal { get; }

    public Organisation Kitchen { get; }

    public Supporter Leader { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<PartyGround> MakeAsync(DatabaseProvider provider, Action<IServiceCollection>? more = null)
    {
        var portal = await TestPortal.StartAsync(provider, more: more);
        var kitchen = await portal.Data.CreateOrganisationAsync("Kitchen of Calais");
        return new(portal, kitchen, await portal.Data.CreateSupporterAsync("Ines"));
    }

    /// <summary>A shift of the kitchen's with one position, unless said otherwise.</summary>
    public Task<Shift> ShiftAsync(int capacity = 8, TimeSpan? startsIn = null, IReadOnlyList<(string Name, int Minimum, int Capacity)>? positions = null) =>
        Portal.Data.CreateShiftAsync(Kitchen, startsIn, positions: positions ?? [("Cook", 1, capacity)]);

    public Task<HoldOutcome> HoldAsync(params (Position Position, int Places)[] wishes) => HoldAsync("Convoy from Ghent", Guid.CreateVersion7(), wishes);

    public Task<HoldOutcome> HoldAsync(string name, Guid key, params (Position Position, int Places)[] wishes) =>
        Portal.RunAsync<PartyHolding, HoldOutcome>(s => s.HoldAsync(Leader.Id, new(name, [.. wishes.Select(w => new PartyWish(w.Position.Id, w.Places))], key), Token));

    /// <summary>Holds places that there are; returns the group and its link's token.</summary>
    public async Task<(Guid Id, string Token)> PartyAsync(params (Position Position, int Places)[] wishes)
    {
        var outcome = await HoldAsync(wishes);
        Assert.Empty(outcome.Faults);
        var page = await Portal.RunAsync<PartyQueries, PartyPage?>(q => q.FindAsync(Leader.Id, outcome.PartyId!.Value, Token));
        return (outcome.PartyId!.Value, page!.Token!);
    }

    public Task<ClaimOutcome> ClaimAsync(string token, Supporter person, Position position) =>
        Portal.RunAsync<PartyClaims, ClaimOutcome>(s => s.ClaimAsync(person.Id, token, position.Id, Token));

    public Task<BookOutcome> BookAsync(Supporter person, Position position) =>
        Portal.RunAsync<BookingService, BookOutcome>(s => s.BookAsync(person.Id, position.ShiftId, position.Id, Guid.CreateVersion7(), Token));

    public Task<(int Freed, int Reminded)> LapseAsync() => Portal.RunAsync<PartyLapses, (int, int)>(s => s.RunAsync(Token));

    /// <summary>How many unclaimed places of groups there are on a shift; the numbers must be those of the rows.</summary>
    public async Task<(int Held, int Unclaimed)> CountAsync(Shift shift)
    {
        var held = await HeldPlaces.AgreeAsync(Portal, shift);
        await using var db = Portal.NewContext();
        return (held, await db.PartyPlaces.Where(PartyPlace.IsUnclaimed).CountAsync(p => p.ShiftId == shift.Id, Token));
    }

    public ValueTask DisposeAsync() => Portal.DisposeAsync();
}
