using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Reminders;
using Portal.Core.Bookings.Waiting;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Privacy;
using Portal.Core.Resources;
using Portal.Core.Shifts;

namespace Portal.Core.Tests.Bookings;

public sealed class LetterTests
{
    private const string Point = "Behind the blue gate";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_confirmation_says_when_and_where_roughly_and_carries_the_calendar(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        foreach (var (language, subject, line) in new[]
        {
            ("en", "Your place on Thursday 21 January, 10:00", "Thursday 21 January, 10:00–\u206014:00 (Calais time)"),
            ("fr", "Votre place le jeudi 21 janvier à 10\u00a0h\u00a000", "jeudi 21 janvier, de 10\u00a0h\u00a000 à 14\u00a0h\u00a000 (heure de Calais)"),
        })
        {
            var anna = await portal.Data.CreateSupporterAsync(language: language);
            var shift = await portal.Data.CreateShiftAsync();
            await SetPointAsync(portal, shift);
            await portal.RunAsync<BookingService, BookOutcome>(s => s.BookAsync(anna.Id, shift.Id, shift.Positions[0].Id, Ids.New(portal.Clock), Token));

            var letter = (await WriteAsync(portal, BookingMail.TakenTemplate, anna.Id)).Letter!;

            Assert.Equal(subject, letter.Subject);
            Assert.Contains(line, Facts(letter));
            Assert.Contains("STATUS:CONFIRMED", letter.Calendar, StringComparison.Ordinal);
            Assert.DoesNotContain("blue gate", Everything(letter), StringComparison.Ordinal);
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_point_that_is_open_already_is_not_announced_for_a_time_gone_by(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        foreach (var (mode, line) in new[] { (BookingMode.Open, "is on the shift's page now"), (BookingMode.Approval, "As soon as your place is confirmed") })
        {
            var anna = await portal.Data.CreateSupporterAsync();
            var shift = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromHours(5), mode: mode);
            await SetPointAsync(portal, shift);
            await portal.RunAsync<BookingService, BookOutcome>(s => s.BookAsync(anna.Id, shift.Id, shift.Positions[0].Id, Ids.New(portal.Clock), Token));

            var words = Everything((await WriteAsync(portal, BookingMail.TakenTemplate, anna.Id)).Letter!);

            Assert.Contains(line, words, StringComparison.Ordinal);
            Assert.DoesNotContain("opens on", words, StringComparison.Ordinal);
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_reminder_is_neutral_says_when_the_point_opens_and_never_the_point(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var anna = await portal.Data.CreateSupporterAsync();
        var shift = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromHours(48));
        await SetPointAsync(portal, shift);
        var booking = await portal.Data.CreateBookingAsync(anna, shift);
        portal.Clock.Advance(TimeSpan.FromHours(30));
        await portal.RunAsync<ReminderService, int>(s => s.WriteDueAsync(Token));

        var letter = (await WriteAsync(portal, BookingMail.ReminderTemplate, anna.Id)).Letter!;

        Assert.Equal("Your shift tomorrow", letter.Subject);
        Assert.Contains("Friday 15 January, 22:00", Everything(letter), StringComparison.Ordinal);
        Assert.DoesNotContain("blue gate", Everything(letter), StringComparison.Ordinal);
        await portal.RunAsync<Withdrawals, CancelOutcome>(s => s.CancelAsync(anna.Id, booking.Id, Token));
        Assert.Equal("booking-cancelled", (await WriteAsync(portal, BookingMail.ReminderTemplate, anna.Id)).SkipReason);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_cancellation_gives_the_reason_and_names_what_else_needs_people(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var anna = await portal.Data.CreateSupporterAsync();
        var shift = await portal.Data.CreateShiftAsync();
        await portal.Data.CreateBookingAsync(anna, shift);
        var other = await portal.Data.CreateShiftAsync();
        var organiser = await portal.Data.CreateOrganiserAsync(shift.Organisation!);
        await portal.RunAsync<ShiftPlanService, CancelShiftOutcome>(s => s.CancelAsync(organiser.Id, shift.Id, "A storm is coming", Token));

        var letter = (await WriteAsync(portal, BookingMail.ShiftCancelledTemplate, anna.Id)).Letter!;

        Assert.Equal("Cancelled: your shift on Thursday 21 January, 10:00", letter.Subject);
        Assert.Contains("A storm is coming", Everything(letter), StringComparison.Ordinal);
        Assert.Contains($"/shifts/{other.Id}", Everything(letter), StringComparison.Ordinal);
        Assert.Contains("STATUS:CANCELLED", letter.Calendar, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_lead_is_told_who_cannot_come_unless_the_shift_is_off_anyway(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var ruth = await portal.Data.CreateSupporterAsync("Ruth", language: "fr");
        var anna = await portal.Data.CreateSupporterAsync("Anna");
        var shift = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromHours(5), lead: ruth);
        var booking = await portal.Data.CreateBookingAsync(anna, shift);
        await portal.RunAsync<Withdrawals, CancelOutcome>(s => s.CancelAsync(anna.Id, booking.Id, Token));

        var letter = (await WriteAsync(portal, BookingMail.GivenBackTemplate, ruth.Id)).Letter!;
        Assert.Contains("Anna ne pourra", Everything(letter), StringComparison.Ordinal);
        Assert.Equal("Quelqu’un ne pourra pas venir le jeudi 14 janvier à 15\u00a0h\u00a000", letter.Subject);
        var organiser = await portal.Data.CreateOrganiserAsync(shift.Organisation!);
        await portal.RunAsync<ShiftPlanService, CancelShiftOutcome>(s => s.CancelAsync(organiser.Id, shift.Id, null, Token));
        Assert.Equal("booking-changed", (await WriteAsync(portal, BookingMail.GivenBackTemplate, ruth.Id)).SkipReason);
    }

    private static async Task SetPointAsync(TestPortal portal, Shift shift)
    {
        var organiser = await portal.Data.CreateOrganiserAsync(shift.Organisation!);
        await portal.RunAsync<MeetingPointService, MovePointOutcome>(s => s.MoveAsync(organiser.Id, shift.SiteId!.Value, Point, Token));
    }

    private static async Task<WrittenLetter> WriteAsync(TestPortal portal, string template, Guid supporterId)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        await using var db = portal.NewContext();
        var message = await db.Messages.AsNoTracking().SingleAsync(m => m.Template == template && m.SupporterId == supporterId, Token);
        var supporter = await db.Supporters.AsNoTracking().SingleAsync(s => s.Id == supporterId, Token);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (Languages.CultureOf(message.Language), Languages.CultureOf(message.Language));
        var writer = scope.ServiceProvider.GetServices<ILetterWriter>().Single(w => w.Template == template);
        return await writer.WriteAsync(message, new(supporter.Email!, supporter.DisplayName, supporter, null), Token);
    }

    private static IReadOnlyList<string> Facts(Letter letter) => letter.Blocks.OfType<LetterBlock.Facts>().Single().Lines;

    private static string Everything(Letter letter) => string.Join('\n', letter.Blocks.Select(block => block switch
    {
        LetterBlock.Paragraph p => p.Text,
        LetterBlock.Small s => s.Text,
        LetterBlock.Facts f => string.Join('\n', f.Lines),
        LetterBlock.Buttons b => string.Join('\n', b.Links.Select(l => $"{l.Text} {l.Address}")),
        _ => "",
    }).Append(letter.Subject).Append(letter.Heading).Append(letter.Preview).Append(letter.Calendar));
}
