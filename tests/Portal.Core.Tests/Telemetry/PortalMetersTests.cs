using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Telemetry;

namespace Portal.Core.Tests.Telemetry;

public sealed class PortalMetersTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Bookings_and_mails_are_counted_by_what_came_of_them_and_name_nobody(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var shift = await portal.Data.CreateShiftAsync();
        var anna = await portal.Data.CreateSupporterAsync();
        using var heard = new HeardMeters(PortalMeters.Name);
        Task<BookOutcome> Book() => portal.RunAsync<BookingService, BookOutcome>(s => s.BookAsync(anna.Id, shift.Id, shift.Positions[0].Id, Ids.New(portal.Clock), Token));

        await Book();
        await Book();
        await portal.RunAsync<Dispatcher, DispatchReport>(d => d.DispatchUntilEmptyAsync(Token));

        Assert.Equal(1, heard.Sum("portal.bookings", "result", "Confirmed"));
        Assert.Equal(1, heard.Sum("portal.bookings", "result", "Refused"));
        Assert.Equal(1, heard.Sum("portal.mail.messages", "state", "Sent"));
        Assert.All(heard.All.SelectMany(h => h.Tags), tag => Assert.True(tag.Key is "result" or "state" && Enum.TryParse<BookResult>((string)tag.Value!, out _) | Enum.TryParse<MessageState>((string)tag.Value!, out _)));
    }
}
