using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Attendance;
using Portal.Core.Data;

namespace Portal.Core.Tests.Bookings.Attendance;

public sealed class WalkInsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_walk_in_holds_a_place_is_on_record_goes_again_and_becomes_a_number(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var shift = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromHours(-1), positions: [("Driver", 1, 3)]);
        var lead = await portal.Data.CreateOrganiserAsync(shift.Organisation!);
        await portal.Data.FillAsync(shift, 1);
        var form = Guid.CreateVersion7();

        var roomy = await portal.Data.CreateShiftAsync(shift.Organisation, startsIn: TimeSpan.FromHours(-1), positions: [("Driver", 1, 30)]);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => portal.RunAsync<WalkIns, WalkInOutcome>(s => s.AddAsync(lead.Id, roomy.Id, new(roomy.Positions[0].Id, "Ben", form), false, Token)), Token)));
        Assert.Equal(1, await HeldPlaces.AgreeAsync(portal, roomy));
        form = Guid.CreateVersion7();

        // Twenty at once, of two places: a double tap of one form, and nineteen others.
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => Task.Run(() => AddAsync(n < 2 ? form : Guid.CreateVersion7()), Token)));
        Assert.Equal(3, await HeldPlaces.AgreeAsync(portal, shift));
        Assert.InRange(outcomes.Count(outcome => outcome == WalkInOutcome.Done), 2, 3);
        Assert.Equal(WalkInOutcome.Full, await AddAsync(Guid.CreateVersion7()));
        Assert.Equal(WalkInOutcome.Done, await AddAsync(form = Guid.CreateVersion7(), anyway: true));
        Assert.Equal(WalkInOutcome.Done, await AddAsync(form, anyway: true));
        Assert.Equal(4, await HeldPlaces.AgreeAsync(portal, shift));

        await using var db = portal.NewContext();
        var walkIns = await db.WalkIns.AsNoTracking().Where(w => w.ShiftId == shift.Id).OrderBy(w => w.Id).ToListAsync(Token);
        Assert.All(walkIns, w => Assert.Equal((lead.Id, "Ana"), (w.VouchedById!.Value, w.Name)));
        Assert.Equal(["walk-in.add", "walk-in.add", "walk-in.add", "walk-in.add-anyway"], (await portal.Data.RecordAsync()).Where(a => a.ActorId == lead.Id).Select(a => a.Action).Order(StringComparer.Ordinal));

        var stranger = await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync());
        Assert.Equal(WalkInOutcome.NotFound, await RemoveAsync(stranger.Id, walkIns[0].Id));
        var removed = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => RemoveAsync(lead.Id, walkIns[0].Id), Token)));
        Assert.All(removed, outcome => Assert.Equal(WalkInOutcome.Done, outcome));
        Assert.Equal(3, await HeldPlaces.AgreeAsync(portal, shift));

        portal.Clock.Advance(TimeSpan.FromHours(3) + WalkIns.NamesKept - TimeSpan.FromMinutes(1));
        Assert.Equal(0, await portal.RunAsync<WalkIns, int>(s => s.EraseNamesAsync(Token)));
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(3, await portal.RunAsync<WalkIns, int>(s => s.EraseNamesAsync(Token)));
        Assert.Equal(0, await portal.RunAsync<WalkIns, int>(s => s.EraseNamesAsync(Token)));
        Assert.Equal(4, await db.WalkIns.CountAsync(w => w.Name == null, Token));
        Assert.Equal(3, await HeldPlaces.AgreeAsync(portal, shift));

        Task<WalkInOutcome> AddAsync(Guid key, bool anyway = false) =>
            portal.RunAsync<WalkIns, WalkInOutcome>(s => s.AddAsync(lead.Id, shift.Id, new(shift.Positions[0].Id, " Ana ", key), anyway, Token));

        Task<WalkInOutcome> RemoveAsync(Guid actor, Guid walkIn) => portal.RunAsync<WalkIns, WalkInOutcome>(s => s.RemoveAsync(actor, shift.Id, walkIn, Token));
    }
}
