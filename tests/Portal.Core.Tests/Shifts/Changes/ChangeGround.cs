using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Waiting;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Organisations;
using Portal.Core.Shifts;
using Portal.Core.Shifts.Changes;

namespace Portal.Core.Tests.Shifts.Changes;

/// <summary>A portal with an organiser who changes shifts, for tests of what comes of it.</summary>
internal sealed class ChangeGround : IAsyncDisposable
{
    private ChangeGround(TestPortal portal, Organisation organisation, Supporter organiser, MailBox box) =>
        (Portal, Organisation, Organiser, Box) = (portal, organisation, organiser, box);

    public TestPortal Portal { get; }

    public Organisation Organisation { get; }

    public Supporter Organiser { get; }

    public MailBox Box { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<ChangeGround> StartAsync(DatabaseProvider provider)
    {
        var folder = TestFolder.New("mail");
        var portal = await TestPortal.StartAsync(provider, new Dictionary<string, string?> { ["Mail:PickupFolder"] = folder });
        var organisation = await portal.Data.CreateOrganisationAsync();
        return new(portal, organisation, await portal.Data.CreateOrganiserAsync(organisation), new MailBox(folder));
    }

    public Task<Shift> ShiftAsync(int places = 8, TimeSpan? startsIn = null) => Portal.Data.CreateShiftAsync(Organisation, startsIn, positions: [("Cook", 1, places)]);

    /// <summary>The shift as it stands, changed by <paramref name="change"/>.</summary>
    public async Task<ShiftEdit> EditAsync(Shift shift, Func<NewShift, NewShift> change)
    {
        var now = await Portal.Data.ReadShiftAsync(shift.Id);
        var zone = WallTime.Zone(now.TimeZone);
        var plan = new NewShift(now.ActivityId, WallTime.At(now.StartsAt, zone), WallTime.At(now.EndsAt, zone))
        {
            SiteId = now.SiteId,
            Visibility = now.Visibility,
            CancellationHours = now.CancellationHours,
            Description = now.Description,
            Positions = [.. now.Positions.Select(p => new NewPosition(p.Name, p.Minimum, p.Capacity))],
        };
        return new ShiftEdit(change(plan), now.Revision) { Positions = [.. now.Positions.Select(p => (Guid?)p.Id)] };
    }

    public Task<ChangeOutcome> ChangeAsync(Shift shift, ShiftEdit edit) =>
        Portal.RunAsync<ShiftChangeService, ChangeOutcome>(s => s.ChangeAsync(Organiser.Id, shift.Id, edit, Token));

    /// <summary>Looks and applies.</summary>
    public async Task<ChangeOutcome> ApplyAsync(Shift shift, Func<NewShift, NewShift> change)
    {
        var edit = await EditAsync(shift, change);
        var seen = await ChangeAsync(shift, edit);
        Assert.Equal(ChangeResult.Previewed, seen.Result);
        var done = await ChangeAsync(shift, edit with { Preview = seen.Preview!.Seal });
        Assert.Equal(ChangeResult.Changed, done.Result);
        return done;
    }

    public Task<CancelShiftOutcome> CancelAsync(Shift shift) =>
        Portal.RunAsync<ShiftPlanService, CancelShiftOutcome>(s => s.CancelAsync(Organiser.Id, shift.Id, reason: null, Token));

    public async Task<OfferResult> AnswerAsync(Supporter person, Booking booking) =>
        (await Portal.RunAsync<Offers, OfferOutcome>(o => o.AcceptAsync(person.Id, booking.Id, Token))).Result;

    public Task SendAsync() => Portal.RunAsync<Dispatcher, DispatchReport>(d => d.DispatchUntilEmptyAsync(Token));

    public async Task<int> MessagesAsync()
    {
        await using var db = Portal.NewContext();
        return await db.Messages.CountAsync(Token);
    }

    /// <summary>So many places are held, and so many bookings hold one.</summary>
    public async Task HoldsAsync(Shift shift, int expected)
    {
        await using var db = Portal.NewContext();
        var rows = await db.Bookings.CountAsync(b => b.ShiftId == shift.Id && BookingStates.Holding.Contains(b.State), Token);
        Assert.Equal((expected, expected), ((await Portal.Data.ReadShiftAsync(shift.Id)).Positions.Sum(p => p.Held), rows));
    }

    public ValueTask DisposeAsync() => Portal.DisposeAsync();
}
