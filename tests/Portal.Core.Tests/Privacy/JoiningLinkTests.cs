using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Privacy;
using Portal.Core.Shifts;
using Portal.Core.Tests.Bookings;

namespace Portal.Core.Tests.Privacy;

public sealed class JoiningLinkTests
{
    private const string First = "https://meet.example.org/blue-gate";
    private const string Second = "https://meet.example.org/red-bridge";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_link_is_sealed_and_shown_by_the_rule_of_meeting_points_with_the_same_record(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (shift, organiser) = await ReadyAsync(portal, startsIn: TimeSpan.FromHours(30), lasts: TimeSpan.FromHours(2));
        var anna = await portal.Data.CreateRegularAsync(shift.Organisation!);
        var booking = await portal.Data.CreateBookingAsync(anna, shift);
        var asked = await portal.Data.CreateBookingAsync(await portal.Data.CreateSupporterAsync(), shift, BookingState.Requested);

        var early = await ReadAsync(portal, anna.Id, booking.Id);
        portal.Clock.Advance(TimeSpan.FromHours(24));
        var shown = await ReadAsync(portal, anna.Id, booking.Id);

        Assert.Equal((MeetingPointResult.NotYet, shift.StartsAt.AddHours(-12), null), (early.Result, early.OpensAt, early.Point));
        Assert.Equal((MeetingPointResult.Shown, First, true), (shown.Result, shown.Point, shown.IsLink));
        Assert.Equal(MeetingPointResult.No, (await ReadAsync(portal, asked.SupporterId, asked.Id)).Result);
        Assert.Equal(MeetingPointResult.No, (await ReadAsync(portal, organiser.Id, booking.Id)).Result);
        await using var db = portal.NewContext();
        var look = Assert.Single(await portal.Data.RecordAsync(MeetingPointReader.Action));
        Assert.Equal((anna.Id, shift.Id, shift.OrganisationId), (look.ActorId!.Value, look.SubjectId, look.OrganisationId!.Value));
        Assert.DoesNotContain("blue-gate", System.Text.Encoding.UTF8.GetString((await db.JoiningLinks.SingleAsync(Token)).Sealed), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_a_task_is_about_is_open_from_the_confirmation_until_shortly_after_it_is_due(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (task, _) = await ReadyAsync(portal, startsIn: TimeSpan.FromDays(9), lasts: TimeSpan.Zero);
        var anna = await portal.Data.CreateSupporterAsync();

        // Who is new is asked first, as where a point is protected.
        var outcome = await portal.RunAsync<BookingService, BookOutcome>(s => s.BookAsync(anna.Id, task.Id, task.Positions[0].Id, Ids.New(portal.Clock), Token));
        Assert.Equal(BookResult.Requested, outcome.Result);
        Assert.Equal(MeetingPointResult.No, (await ReadAsync(portal, anna.Id, outcome.BookingId!.Value)).Result);

        var booking = await portal.Data.CreateBookingAsync(await portal.Data.CreateRegularAsync(task.Organisation!), task);
        Assert.Equal(First, (await ReadAsync(portal, booking.SupporterId, booking.Id)).Point);
        portal.Clock.Advance(TimeSpan.FromDays(9) + MeetingPointRule.After + TimeSpan.FromSeconds(1));
        Assert.Equal(MeetingPointResult.Over, (await ReadAsync(portal, booking.SupporterId, booking.Id)).Result);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Another_link_is_told_to_those_who_may_have_read_the_old_one_and_stands_in_no_mail(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (task, organiser) = await ReadyAsync(portal, startsIn: TimeSpan.FromDays(9), lasts: TimeSpan.Zero);
        var anna = await portal.Data.CreateRegularAsync(task.Organisation!);
        await portal.Data.CreateBookingAsync(anna, task);

        Assert.Equal(MovePointOutcome.Moved, await MoveAsync(portal, organiser, task, Second));
        Assert.Equal(MovePointOutcome.Moved, await MoveAsync(portal, organiser, task, Second));
        await using (var db = portal.NewContext())
        {
            // Sent twice it is one change, and one letter.
            Assert.Equal((2, 1), ((await db.JoiningLinks.SingleAsync(Token)).Version, await db.Messages.CountAsync(m => m.Template == BookingMail.PointMovedTemplate, Token)));
        }

        var letter = await Letters.WriteAsync(portal, BookingMail.PointMovedTemplate, anna);
        Assert.Equal("There is another link or document", letter.Letter!.Heading);
        Assert.DoesNotContain("meet.example.org", System.Text.Json.JsonSerializer.Serialize(letter.Letter), StringComparison.Ordinal);
        Assert.Equal(Second, (await portal.RunAsync<MeetingPointReader, MeetingPointOutcome>(r => r.ReadLinkForOrganiserAsync(organiser.Id, task.Id, Token))).Point);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_first_link_is_told_to_those_one_knows_and_of_strangers_with_a_sure_place_an_organiser_is_asked_first(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var task = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromDays(9), lasts: TimeSpan.Zero, remote: true);
        var organiser = await portal.Data.CreateOrganiserAsync(task.Organisation!);
        var (known, stranger) = (await portal.Data.CreateRegularAsync(task.Organisation!), await portal.Data.CreateSupporterAsync());
        var sure = await portal.Data.CreateBookingAsync(known, task);
        var early = await portal.RunAsync<BookingService, BookOutcome>(s => s.BookAsync(stranger.Id, task.Id, task.Positions[0].Id, Ids.New(portal.Clock), Token));
        Assert.Equal(BookResult.Confirmed, early.Result);

        Assert.Equal(MovePointOutcome.Moved, await MoveAsync(portal, organiser, task, First));

        Assert.Equal("The link or document is there", (await Letters.WriteAsync(portal, BookingMail.PointMovedTemplate, known)).Letter!.Heading);
        Assert.Equal(First, (await ReadAsync(portal, known.Id, sure.Id)).Point);
        Assert.Equal(BookingState.Requested, (await portal.Data.ReadBookingAsync(early.BookingId!.Value)).State);
        Assert.Equal(MeetingPointResult.No, (await ReadAsync(portal, stranger.Id, early.BookingId.Value)).Result);
        Assert.Equal(2, (await portal.Data.ReadShiftAsync(task.Id)).Positions[0].Held);
        Assert.Equal(AnswerResult.Done, await portal.RunAsync<RequestAnswers, AnswerResult>(s => s.AcceptAsync(organiser.Id, early.BookingId.Value, Token)));
        Assert.Equal(First, (await ReadAsync(portal, stranger.Id, early.BookingId.Value)).Point);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_link_that_comes_after_the_work_asks_about_nobody(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var task = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromDays(1), lasts: TimeSpan.Zero, remote: true);
        var organiser = await portal.Data.CreateOrganiserAsync(task.Organisation!);
        var booking = await portal.Data.CreateBookingAsync(await portal.Data.CreateSupporterAsync(), task);
        portal.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal(MovePointOutcome.Moved, await MoveAsync(portal, organiser, task, First));

        Assert.Equal(BookingState.Confirmed, (await portal.Data.ReadBookingAsync(booking.Id)).State);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_sure_place_alone_shows_nobody_a_point_that_is_kept_from_strangers(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (task, _) = await ReadyAsync(portal, startsIn: TimeSpan.FromDays(2), lasts: TimeSpan.Zero);
        var stranger = await portal.Data.CreateSupporterAsync();
        var booking = await portal.Data.CreateBookingAsync(stranger, task);

        Assert.Equal(MeetingPointResult.No, (await ReadAsync(portal, stranger.Id, booking.Id)).Result);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Only_organisers_of_the_group_set_and_open_it_and_only_from_home(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (task, organiser) = await ReadyAsync(portal, startsIn: TimeSpan.FromDays(2), lasts: TimeSpan.Zero);
        var stranger = await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync());
        var onSite = await portal.Data.CreateShiftAsync(task.Organisation);

        Assert.Equal(MovePointOutcome.NotFound, await MoveAsync(portal, stranger, task, Second));
        Assert.Equal(MovePointOutcome.NotFound, await MoveAsync(portal, organiser, onSite, Second));
        Assert.Equal(MovePointOutcome.Empty, await MoveAsync(portal, organiser, task, " "));
        Assert.Equal(MeetingPointResult.No, (await portal.RunAsync<MeetingPointReader, MeetingPointOutcome>(r => r.ReadLinkForOrganiserAsync(stranger.Id, task.Id, Token))).Result);
    }

    private static async Task<(Shift Shift, Supporter Organiser)> ReadyAsync(TestPortal portal, TimeSpan startsIn, TimeSpan lasts)
    {
        var shift = await portal.Data.CreateShiftAsync(startsIn: startsIn, lasts: lasts, remote: true);
        var organiser = await portal.Data.CreateOrganiserAsync(shift.Organisation!);
        Assert.Equal(MovePointOutcome.Moved, await MoveAsync(portal, organiser, shift, First));
        return (shift, organiser);
    }

    private static Task<MovePointOutcome> MoveAsync(TestPortal portal, Supporter who, Shift shift, string text) =>
        portal.RunAsync<JoiningLinkService, MovePointOutcome>(s => s.MoveAsync(who.Id, shift.Id, text, Token));

    private static async Task<MeetingPointOutcome> ReadAsync(TestPortal portal, Guid supporterId, Guid bookingId)
    {
        var session = await portal.Data.CreateSessionAsync(supporterId);
        return await portal.RunAsync<MeetingPointReader, MeetingPointOutcome>(r => r.ReadAsync(supporterId, session, bookingId, Token));
    }
}
