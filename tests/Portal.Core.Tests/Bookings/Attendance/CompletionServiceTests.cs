using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Attendance;
using Portal.Core.Data;
using Portal.Core.Qualifications;
using Portal.Core.Shifts;

namespace Portal.Core.Tests.Bookings.Attendance;

public sealed class CompletionServiceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_day_after_its_end_a_shift_completes_once_for_those_who_were_there_and_a_correction_gets_its_own_day(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var shift = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromHours(-1));
        var lead = await portal.Data.CreateOrganiserAsync(shift.Organisation!);
        var bookings = await portal.Data.FillAsync(shift, 3);
        await CheckInAsync(portal, lead.Id, shift, bookings[0]);
        await CheckInAsync(portal, lead.Id, shift, bookings[1]);

        portal.Clock.Advance(TimeSpan.FromHours(27) - TimeSpan.FromMinutes(1));
        Assert.Equal(0, await CompleteDueAsync(portal));
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        var ran = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => CompleteDueAsync(portal), Token)));

        Assert.Equal(2, ran.Sum());
        Assert.Equal(["Completed", "Completed", "Confirmed"], await StatesAsync(portal, bookings));
        Assert.Equal(3, (await portal.Data.ReadBookingAsync(bookings[0].Id)).History.Count);
        Assert.Equal(3, await HeldPlaces.AgreeAsync(portal, shift));

        Assert.Equal(1, (await ReopenAsync(portal, lead.Id, shift, bookings[0].Id)).People);
        Assert.Equal(["CheckedIn", "Completed", "Confirmed"], await StatesAsync(portal, bookings));
        Assert.Equal(0, await CompleteDueAsync(portal));
        portal.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(1, await CompleteDueAsync(portal));
        portal.Clock.Advance(TimeSpan.FromDays(5.1));
        Assert.Equal(CompletionResult.TooLate, (await ReopenAsync(portal, lead.Id, shift, null)).Result);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_lead_completes_and_opens_again_and_nobody_else_does(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var shift = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromHours(1));
        var lead = await portal.Data.CreateOrganiserAsync(shift.Organisation!);
        var bookings = await portal.Data.FillAsync(shift, 2);
        await CheckInAsync(portal, lead.Id, shift, bookings[0]);
        Assert.Equal(CompletionResult.NotBegun, (await CompleteAsync(portal, lead.Id, shift)).Result);
        portal.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(CompletionResult.NotFound, (await CompleteAsync(portal, bookings[0].SupporterId, shift)).Result);

        var done = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => CompleteAsync(portal, lead.Id, shift), Token)));

        Assert.Equal(1, done.Sum(outcome => outcome.People));
        Assert.Equal(["Completed", "Confirmed"], await StatesAsync(portal, bookings));
        Assert.Equal(1, (await ReopenAsync(portal, lead.Id, shift, null)).People);
        Assert.Equal(["CheckedIn", "Confirmed"], await StatesAsync(portal, bookings));
        Assert.Equal(2, await HeldPlaces.AgreeAsync(portal, shift));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_training_grants_its_qualification_once_to_those_somebody_saw_and_takes_it_back_with_the_completion(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var kind = new QualificationKind { Id = Guid.CreateVersion7(), Name = LocalText.Of("Safeguarding") };
        await portal.Data.SaveAsync(kind);
        var activity = await portal.Data.CreateActivityAsync(organisation, "Safeguarding training");
        await using var db = portal.NewContext();
        await db.Activities.Where(a => a.Id == activity.Id).ExecuteUpdateAsync(set => set.SetProperty(a => a.GrantsKindId, kind.Id), Token);
        var shift = await portal.Data.CreateShiftAsync(organisation, TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), activity: activity);
        var lead = await portal.Data.CreateOrganiserAsync(organisation);
        var bookings = await portal.Data.FillAsync(shift, 3);
        await CheckInAsync(portal, lead.Id, shift, bookings[0]);
        var code = portal.Services.GetRequiredService<CheckInCodes>().Of(shift.Id, 0);
        Assert.Equal(SelfCheckInResult.Done, (await portal.RunAsync<SelfCheckIn, SelfCheckInOutcome>(s => s.ConfirmAsync(bookings[1].SupporterId, shift.Id, code, Token))).Result);
        portal.Clock.Advance(TimeSpan.FromHours(26));

        // On its own: only who was seen by somebody.
        Assert.Equal(2, await CompleteDueAsync(portal));
        var held = await db.Qualifications.AsNoTracking().SingleAsync(Token);
        Assert.Equal((bookings[0].SupporterId, kind.Id, QualificationState.Held, lead.Id), (held.SupporterId, held.KindId, held.State, held.DecidedById));

        // By the lead, who vouches for all who are there.
        await ReopenAsync(portal, lead.Id, shift, null);
        Assert.Equal([QualificationState.Ended], await db.Qualifications.Select(q => q.State).ToListAsync(Token));
        await CompleteAsync(portal, lead.Id, shift);
        await CompleteAsync(portal, lead.Id, shift);
        Assert.Equal([QualificationState.Held, QualificationState.Held], await db.Qualifications.Select(q => q.State).ToListAsync(Token));
        Assert.Equal(3, await db.Messages.CountAsync(m => m.Template == "qualification-granted", Token));
    }

    private static async Task<IEnumerable<string>> StatesAsync(TestPortal portal, IReadOnlyList<Booking> bookings)
    {
        var states = new List<string>();
        foreach (var booking in bookings)
        {
            states.Add((await portal.Data.ReadBookingAsync(booking.Id)).State.ToString());
        }

        return states;
    }

    private static Task<CheckInOutcome> CheckInAsync(TestPortal portal, Guid actor, Shift shift, Booking booking) =>
        portal.RunAsync<CheckInService, CheckInOutcome>(s => s.CheckInAsync(actor, shift.Id, booking.Id, Token));

    private static Task<int> CompleteDueAsync(TestPortal portal) => portal.RunAsync<CompletionService, int>(s => s.CompleteDueAsync(Token));

    private static Task<CompletionOutcome> CompleteAsync(TestPortal portal, Guid actor, Shift shift) =>
        portal.RunAsync<CompletionService, CompletionOutcome>(s => s.CompleteAsync(actor, shift.Id, Token));

    private static Task<CompletionOutcome> ReopenAsync(TestPortal portal, Guid actor, Shift shift, Guid? booking) =>
        portal.RunAsync<CompletionService, CompletionOutcome>(s => s.ReopenAsync(actor, shift.Id, booking, Token));
}
