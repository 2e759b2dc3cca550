using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Attendance;
using Portal.Core.Bookings.Rules;
using Portal.Core.Bookings.Waiting;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Shifts;
using Portal.Core.Shifts.Changes;

namespace Portal.Core.Tests.Shifts.Changes;

public sealed class ShiftChangeTests
{
    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_moved_shift_asks_those_who_come_again_and_a_yes_keeps_the_place(DatabaseProvider provider)
    {
        await using var ground = await ChangeGround.StartAsync(provider);
        var (portal, shift) = (ground.Portal, await ground.ShiftAsync());
        var (anna, luc) = (await portal.Data.CreateSupporterAsync("Anna"), await portal.Data.CreateSupporterAsync("Luc", language: "fr"));
        var annas = await portal.Data.CreateBookingAsync(anna, shift);
        var lucs = await portal.Data.CreateBookingAsync(luc, shift);
        var edit = await ground.EditAsync(shift, plan => plan with { StartsAt = plan.StartsAt.AddHours(3), EndsAt = plan.EndsAt.AddHours(3) });

        var seen = await ground.ChangeAsync(shift, edit);
        Assert.Equal((ChangeResult.Previewed, 2), (seen.Result, seen.Preview!.Told));
        Assert.Equal([(ChangeFate.Asked, "en"), (ChangeFate.Asked, "fr")], seen.Preview.Letters.Select(l => (l.Fate, l.Language)));
        Assert.Equal(
            ["Please confirm again: your shift on Thursday 21 January, 13:00", "À confirmer de nouveau\u202f: votre créneau du jeudi 21 janvier à 13\u00a0h\u00a000"],
            seen.Preview.Letters.Select(l => l.Letter.Subject));
        Assert.Equal(BookingState.Confirmed, (await portal.Data.ReadBookingAsync(annas.Id)).State);
        Assert.Equal(0, await ground.MessagesAsync());

        var done = await ground.ChangeAsync(shift, edit with { Preview = seen.Preview.Seal });
        Assert.Equal(ChangeResult.Changed, done.Result);
        var asked = await portal.Data.ReadBookingAsync(annas.Id);
        Assert.Equal((BookingState.Offered, true, portal.Clock.GetUtcNow().AddHours(48)), (asked.State, asked.IsAskedAgain, asked.AnswerBy));
        var moved = await portal.Data.ReadShiftAsync(shift.Id);
        Assert.Equal((shift.StartsAt.AddHours(3), shift.StartsAt.AddHours(3), 2, shift.Version + 1), (moved.StartsAt, moved.Positions[0].BookableUntil, moved.Positions[0].Held, moved.Version));

        await ground.SendAsync();
        Assert.Empty(ground.Box.All());
        portal.Clock.Advance(FiveMinutes);
        await ground.SendAsync();
        var mail = Assert.Single(ground.Box.To(anna.Email!));
        Assert.Contains($"/bookings/{annas.Id}/offer", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("It was: Thursday 21 January, 10:00", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("STATUS:TENTATIVE", mail.ToString(), StringComparison.Ordinal);

        Assert.Equal(OfferResult.Confirmed, await ground.AnswerAsync(anna, annas));
        Assert.Equal(OfferResult.Confirmed, await ground.AnswerAsync(anna, annas));
        Assert.Equal(OfferResult.Declined, (await portal.RunAsync<Offers, OfferOutcome>(o => o.DeclineAsync(luc.Id, lucs.Id, Token))).Result);
        await ground.HoldsAsync(shift, 1);
        await ground.SendAsync();
        Assert.Contains("STATUS:CONFIRMED", ground.Box.To(anna.Email!)[^1].ToString(), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Without_an_answer_the_place_goes_to_the_line_and_one_who_is_hindered_is_told_why(DatabaseProvider provider)
    {
        await using var ground = await ChangeGround.StartAsync(provider);
        var (portal, shift) = (ground.Portal, await ground.ShiftAsync(places: 1));
        var (anna, waits) = (await portal.Data.CreateSupporterAsync("Anna"), await portal.Data.CreateSupporterAsync("Wim"));
        var annas = await portal.Data.CreateBookingAsync(anna, shift);
        var other = await portal.Data.CreateShiftAsync(shift.Organisation, startsIn: TimeSpan.FromDays(8), site: shift.Site);
        await portal.Data.CreateBookingAsync(anna, other);
        await portal.RunAsync<WaitingList, WaitOutcome>(w => w.JoinAsync(waits.Id, shift.Id, shift.Positions[0].Id, Token));

        var done = await ground.ApplyAsync(shift, plan => plan with { StartsAt = plan.StartsAt.AddDays(1), EndsAt = plan.EndsAt.AddDays(1) });
        Assert.Equal([ObstacleKind.Overlaps], done.Preview!.People.Single(p => p.Name == "Anna").Hindered.Take(1));
        portal.Clock.Advance(FiveMinutes);
        await ground.SendAsync();
        Assert.Contains("It overlaps a shift you have: Kitchen", Assert.Single(ground.Box.To(anna.Email!)).TextBody, StringComparison.Ordinal);
        Assert.StartsWith("Changed:", Assert.Single(ground.Box.To(waits.Email!)).Subject, StringComparison.Ordinal);
        Assert.Equal(OfferResult.Refused, await ground.AnswerAsync(anna, annas));

        portal.Clock.Advance(TimeSpan.FromHours(48));
        await portal.RunAsync<Lapses, (int, int)>(l => l.RunAsync(Token));
        Assert.Equal(BookingState.Expired, (await portal.Data.ReadBookingAsync(annas.Id)).State);
        await ground.HoldsAsync(shift, 1);
        await using var db = portal.NewContext();
        Assert.Equal(BookingState.Offered, await db.Bookings.Where(b => b.SupporterId == waits.Id).Select(b => b.State).SingleAsync(Token));
        await ground.SendAsync();
        Assert.EndsWith("has gone", ground.Box.To(anna.Email!)[^1].Subject, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_is_shortened_or_only_written_anew_asks_nobody(DatabaseProvider provider)
    {
        await using var ground = await ChangeGround.StartAsync(provider);
        var (portal, shift) = (ground.Portal, await ground.ShiftAsync());
        var anna = await portal.Data.CreateSupporterAsync();
        var booking = await portal.Data.CreateBookingAsync(anna, shift);

        var silent = await ground.ApplyAsync(shift, plan => plan with { Description = "Bring gloves", Visibility = Visibility.Members, CancellationHours = 5 });
        Assert.Empty(silent.Preview!.People);
        var shorter = await ground.ApplyAsync(shift, plan => plan with { EndsAt = plan.EndsAt.AddHours(-1) });
        Assert.Equal(ChangeFate.Told, Assert.Single(shorter.Preview!.People).Fate);
        portal.Clock.Advance(FiveMinutes);
        await ground.SendAsync();

        var mail = Assert.Single(ground.Box.To(anna.Email!));
        Assert.Contains("SEQUENCE:1", mail.ToString(), StringComparison.Ordinal);
        Assert.Equal((BookingState.Confirmed, 2), ((await portal.Data.ReadBookingAsync(booking.Id)).State, (await portal.Data.ReadShiftAsync(shift.Id)).Version));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Changes_within_five_minutes_are_one_letter_about_the_last_state_and_one_undone_is_none(DatabaseProvider provider)
    {
        await using var ground = await ChangeGround.StartAsync(provider);
        var (portal, shift) = (ground.Portal, await ground.ShiftAsync());
        var anna = await portal.Data.CreateSupporterAsync();
        var booking = await portal.Data.CreateBookingAsync(anna, shift);
        NewShift Later(NewShift plan, int hours) => plan with { StartsAt = plan.StartsAt.AddHours(hours), EndsAt = plan.EndsAt.AddHours(hours) };

        await ground.ApplyAsync(shift, plan => Later(plan, 3));
        portal.Clock.Advance(TimeSpan.FromMinutes(2));
        var back = await ground.ApplyAsync(shift, plan => Later(plan, -3));
        Assert.Equal(ChangeFate.Restored, Assert.Single(back.Preview!.People).Fate);
        Assert.Equal(BookingState.Confirmed, (await portal.Data.ReadBookingAsync(booking.Id)).State);
        portal.Clock.Advance(FiveMinutes);
        await ground.SendAsync();
        Assert.Empty(ground.Box.All());

        await ground.ApplyAsync(shift, plan => Later(plan, 1));
        await ground.ApplyAsync(shift, plan => Later(plan, 1));
        portal.Clock.Advance(FiveMinutes);
        await ground.SendAsync();
        var mail = Assert.Single(ground.Box.To(anna.Email!));
        Assert.Contains("12:00", mail.Subject, StringComparison.Ordinal);
        Assert.Contains("It was: Thursday 21 January, 10:00", mail.TextBody, StringComparison.Ordinal);

        await ground.ApplyAsync(shift, plan => Later(plan, 1));
        await ground.CancelAsync(shift);
        portal.Clock.Advance(FiveMinutes);
        await ground.SendAsync();
        Assert.Equal("Cancelled: your shift on Thursday 21 January, 13:00", ground.Box.To(anna.Email!)[1].Subject);
        Assert.Equal(2, ground.Box.All().Count);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_is_sent_to_the_line_right_after_a_move_gets_one_true_letter(DatabaseProvider provider)
    {
        await using var ground = await ChangeGround.StartAsync(provider);
        var (portal, shift) = (ground.Portal, await ground.ShiftAsync(places: 2));
        var (anna, ben) = (await portal.Data.CreateSupporterAsync("Anna"), await portal.Data.CreateSupporterAsync("Ben"));
        await portal.Data.CreateBookingAsync(anna, shift);
        var bens = await portal.Data.CreateBookingAsync(ben, shift);
        await ground.ApplyAsync(shift, plan => plan with { StartsAt = plan.StartsAt.AddHours(3), EndsAt = plan.EndsAt.AddHours(3) });
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        var edit = await ground.EditAsync(shift, plan => plan with { Positions = [plan.Positions[0] with { Capacity = 1 }] });
        edit = edit with { Choices = new Dictionary<Guid, SurplusChoice> { [bens.Id] = SurplusChoice.ToLine } };
        var seen = await ground.ChangeAsync(shift, edit);
        Assert.True(Assert.Single(seen.Preview!.People).WasAskedAgain);
        Assert.Equal(ChangeResult.Changed, (await ground.ChangeAsync(shift, edit with { Preview = seen.Preview.Seal })).Result);

        await ground.SendAsync();
        portal.Clock.Advance(FiveMinutes);
        await ground.SendAsync();
        var mail = Assert.Single(ground.Box.To(ben.Email!));
        Assert.Equal("You now wait for a place: Thursday 21 January, 13:00", mail.Subject);
        Assert.Contains("It was: Thursday 21 January, 10:00", mail.TextBody, StringComparison.Ordinal);
        Assert.StartsWith("Please confirm again", Assert.Single(ground.Box.To(anna.Email!)).Subject, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_letter_that_a_worker_has_in_hand_is_written_anew_after_the_next_change(DatabaseProvider provider)
    {
        await using var ground = await ChangeGround.StartAsync(provider);
        var (portal, shift) = (ground.Portal, await ground.ShiftAsync());
        await portal.Data.CreateBookingAsync(await portal.Data.CreateSupporterAsync(), shift);
        await ground.ApplyAsync(shift, plan => plan with { EndsAt = plan.EndsAt.AddHours(-1) });
        portal.Clock.Advance(FiveMinutes);
        var (claims, worker) = (portal.Services.GetRequiredService<MessageClaims>(), Guid.CreateVersion7());
        var taken = Assert.Single(await claims.TakeAsync(worker, 10, Token));

        await ground.ApplyAsync(shift, plan => plan with { EndsAt = plan.EndsAt.AddHours(-1) });

        Assert.False(await claims.BeginAsync(taken.Id, worker, TimeSpan.FromSeconds(1), Token));
        Assert.Equal(1, await ground.MessagesAsync());
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Fewer_places_than_people_are_never_applied_before_somebody_decided(DatabaseProvider provider)
    {
        await using var ground = await ChangeGround.StartAsync(provider);
        var (portal, shift) = (ground.Portal, await ground.ShiftAsync(places: 3));
        var bookings = await portal.Data.FillAsync(shift, 3);
        var edit = await ground.EditAsync(shift, plan => plan with { Positions = [plan.Positions[0] with { Capacity = 1 }] });

        var open = await ground.ChangeAsync(shift, edit);
        Assert.Equal((ChangeResult.Previewed, 2, 3), (open.Result, Assert.Single(open.Preview!.Undecided).Over, open.Preview.Undecided[0].People.Count));
        Assert.Equal(ChangeResult.Previewed, (await ground.ChangeAsync(shift, edit with { Preview = open.Preview.Seal })).Result);

        var keeps = await ground.ChangeAsync(shift, edit with { KeepsEveryone = true });
        Assert.Equal((0, 2), (keeps.Preview!.Undecided.Count, Assert.Single(keeps.Preview.Overbooked).Over));

        var chosen = edit with { Choices = new Dictionary<Guid, SurplusChoice> { [bookings[1].Id] = SurplusChoice.ToLine, [bookings[2].Id] = SurplusChoice.Cancel } };
        var seen = await ground.ChangeAsync(shift, chosen);
        Assert.Equal([ChangeFate.ToLine, ChangeFate.Cancelled], seen.Preview!.Letters.Select(l => l.Fate));
        Assert.Equal(ChangeResult.Changed, (await ground.ChangeAsync(shift, chosen with { Preview = seen.Preview.Seal })).Result);
        await ground.HoldsAsync(shift, 1);

        var raised = await ground.ApplyAsync(shift, plan => plan with { Positions = [plan.Positions[0] with { Capacity = 4 }] });
        Assert.Equal(1, raised.Preview!.Promoted);
        Assert.Equal(BookingState.Offered, (await portal.Data.ReadBookingAsync(bookings[1].Id)).State);
        await ground.HoldsAsync(shift, 2);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_stale_preview_or_a_stale_form_changes_nothing(DatabaseProvider provider)
    {
        await using var ground = await ChangeGround.StartAsync(provider);
        var (portal, shift) = (ground.Portal, await ground.ShiftAsync());
        await portal.Data.CreateBookingAsync(await portal.Data.CreateSupporterAsync(), shift);
        var edit = await ground.EditAsync(shift, plan => plan with { EndsAt = plan.EndsAt.AddHours(2) });
        var seen = await ground.ChangeAsync(shift, edit);
        await portal.Data.CreateBookingAsync(await portal.Data.CreateSupporterAsync(), shift);

        var late = await ground.ChangeAsync(shift, edit with { Preview = seen.Preview!.Seal });
        Assert.Equal((ChangeResult.PreviewedAnew, 2), (late.Result, late.Preview!.People.Count));
        Assert.Equal(shift.EndsAt, (await portal.Data.ReadShiftAsync(shift.Id)).EndsAt);

        Assert.Equal(ChangeResult.Changed, (await ground.ChangeAsync(shift, edit with { Preview = late.Preview.Seal })).Result);
        Assert.Equal(ChangeResult.Stale, (await ground.ChangeAsync(shift, edit with { Preview = late.Preview.Seal })).Result);
        var stranger = await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync());
        Assert.Equal(ChangeResult.NotFound, (await portal.RunAsync<ShiftChangeService, ChangeOutcome>(s => s.ChangeAsync(stranger.Id, shift.Id, edit, Token))).Result);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_cannot_be_is_said_at_once(DatabaseProvider provider)
    {
        await using var ground = await ChangeGround.StartAsync(provider);
        var (portal, shift) = (ground.Portal, await ground.ShiftAsync());
        await portal.Data.CreateBookingAsync(await portal.Data.CreateSupporterAsync(), shift);
        var wrong = await ground.EditAsync(shift, plan => plan with { EndsAt = plan.StartsAt, CancellationHours = 999, Positions = [new NewPosition(LocalText.Of("Driver"), 0, 0)] });

        var outcome = await ground.ChangeAsync(shift, wrong with { Positions = [null] });
        Assert.Equal(
            [PlanFaultKind.EndsBeforeStart, PlanFaultKind.CancellationOutOfRange, PlanFaultKind.CapacityOutOfRange, PlanFaultKind.PositionTaken],
            outcome.Faults.Select(f => f.Kind));

        portal.Clock.Advance(TimeSpan.FromDays(7) + TimeSpan.FromHours(1));
        var begun = await ground.EditAsync(shift, plan => plan with { StartsAt = plan.StartsAt.AddHours(5), EndsAt = plan.EndsAt.AddHours(5) });
        Assert.Equal([PlanFaultKind.HasBegun], (await ground.ChangeAsync(shift, begun)).Faults.Select(f => f.Kind));
        Assert.Equal(ChangeResult.Changed, (await ground.ApplyAsync(shift, plan => plan with { EndsAt = plan.EndsAt.AddHours(1) })).Result);

        var gap = await ground.ShiftAsync();
        var moved = await ground.ChangeAsync(gap, await ground.EditAsync(gap, plan => plan with { StartsAt = new(2027, 3, 28, 2, 30, 0), EndsAt = new(2027, 3, 28, 6, 0, 0) }));
        Assert.True(moved.ClockMoved);
    }
}
