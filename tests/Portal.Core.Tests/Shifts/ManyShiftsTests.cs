using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Shifts;

namespace Portal.Core.Tests.Shifts;

public sealed class ManyShiftsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Many_shifts_change_at_once_but_those_that_people_have_booked(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var organiser = (await portal.Data.CreateOrganiserAsync(organisation)).Id;
        var (free, booked, foreign) = (await portal.Data.CreateShiftAsync(organisation, published: false), await portal.Data.CreateShiftAsync(organisation), await portal.Data.CreateShiftAsync());
        await portal.Data.CreateBookingAsync(await portal.Data.CreateSupporterAsync(), booked);
        Guid[] ids = [free.Id, booked.Id, foreign.Id];
        var change = new ManyChange { MoveMinutes = -90, CancellationHours = 24, Lead = new(organiser), Description = ("Boots", "en"), Publish = true };

        var look = await portal.RunAsync<ManyShifts, ManyOutcome>(s => s.LookAsync(organiser, ids, change, Token));
        Assert.Equal(ShiftStatus.Draft, (await portal.Data.ReadShiftAsync(free.Id)).Status);
        var done = await portal.RunAsync<ManyShifts, ManyOutcome>(s => s.ChangeAsync(organiser, ids, change, Token));
        var wrong = await portal.RunAsync<ManyShifts, ManyOutcome>(s => s.ChangeAsync(organiser, ids, change with { Lead = new(foreign.Id) }, Token));

        Assert.Equal(look.Lines, done.Lines);
        Assert.Equal([(free.Id, ShiftEditResult.Changed), (booked.Id, ShiftEditResult.HasPeople)], done.Lines.Select(l => (l.ShiftId, l.Result)).OrderBy(l => l.Result));
        Assert.Equal([PlanFaultKind.UnknownLead], wrong.Faults.Select(f => f.Kind));
        var after = await portal.Data.ReadShiftAsync(free.Id);
        Assert.Equal((ShiftStatus.Published, free.StartsAt.AddMinutes(-90), 24, organiser, "Boots", 2), (after.Status, after.StartsAt, after.CancellationHours, after.LeadId, after.Description, after.Version));
        Assert.Equal(after.StartsAt, after.Positions[0].BookableUntil);
        foreach (var left in new[] { booked, foreign })
        {
            Assert.Equal((left.StartsAt, 12, 1), ((await portal.Data.ReadShiftAsync(left.Id)).StartsAt, (await portal.Data.ReadShiftAsync(left.Id)).CancellationHours, (await portal.Data.ReadShiftAsync(left.Id)).Version));
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_day_is_copied_by_the_clocks_of_its_place_once(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var organiser = (await portal.Data.CreateOrganiserAsync(organisation)).Id;
        var night = await portal.Data.CreateShiftAsync(organisation, TimeSpan.FromHours(16.5), TimeSpan.FromHours(8), positions: [("Driver", 1, 2), ("Cook", 1, 4)]);
        var day = await portal.Data.CreateShiftAsync(organisation, TimeSpan.FromHours(2));
        var foreign = await portal.Data.CreateShiftAsync();
        await portal.Data.CreateBookingAsync(await portal.Data.CreateSupporterAsync(), night);
        Guid[] ids = [night.Id, day.Id, foreign.Id];
        DateOnly[] days = [new(2027, 3, 28), new(2027, 1, 13), new(2027, 4, 1)];
        var key = Ids.New(portal.Clock);

        var look = await portal.RunAsync<ShiftCopies, CopyOutcome>(s => s.LookAsync(organiser, ids, days, Token));
        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => portal.RunAsync<ShiftCopies, CopyOutcome>(s => s.CopyAsync(organiser, ids, days, true, key, Token))));

        // The night shift starts at 02:30, which 28 March does not have.
        Assert.Equal([true, true, false, false, false, false], look.Copies.Select(c => c.InPast));
        Assert.Equal([false, false, true, false, false, false], look.Copies.OrderBy(c => c.StartsAt).Select(c => c.ClockMoved));
        Assert.All(made, o => Assert.Equal(4, o.Made));
        await using var db = portal.NewContext();
        var copies = await db.Shifts.Include(s => s.Positions).Where(s => s.OrganisationId == organisation.Id && s.Id != night.Id && s.Id != day.Id).OrderBy(s => s.StartsAt).ToListAsync(Token);
        Assert.Equal(["2027-03-28 01:30", "2027-03-28 10:00", "2027-04-01 00:30", "2027-04-01 10:00"], copies.Select(s => s.StartsAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture)));
        Assert.All(copies, s => Assert.All(s.Positions, p => Assert.Equal((0, s.StartsAt), (p.Held, p.BookableUntil))));
        Assert.Equal(CopyRefusal.TooMany, (await portal.RunAsync<ShiftCopies, CopyOutcome>(s => s.LookAsync(organiser, ids, [.. Enumerable.Range(0, 400).Select(n => days[0].AddDays(n))], Token))).Refusal);
    }
}
