using System.Net;
using Portal.Core.Bookings;
using Portal.Core.Data;

namespace Portal.Web.Tests.Features.Bookings;

public sealed class CalendarTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_calendar_fetches_ones_shifts_at_a_private_address_until_it_is_stopped(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var anna = await portal.Data.CreateSupporterAsync(language: "fr");
        var shift = await portal.Data.CreateShiftAsync(positions: [("Cook", 1, 1)]);
        var booking = await portal.Data.CreateBookingAsync(anna, shift);
        using var reader = await portal.SignedInAsync(anna);
        using var calendar = portal.Anonymous();

        var made = await reader.SubmitAsync("/my/calendar", "/my/calendar");
        var address = new Uri(made.Document.QuerySelector("input#feed")!.GetAttribute("value")!).PathAndQuery;
        Assert.DoesNotContain("/calendar/", (await reader.GetAsync("/my/calendar")).Document.QuerySelector("main")!.InnerHtml.Replace("/my/calendar/", "", StringComparison.Ordinal), StringComparison.Ordinal);

        using var first = await calendar.Http.GetAsync(address, TestContext.Current.CancellationToken);
        var text = await first.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(("text/calendar; charset=utf-8", "no-cache, private"), (first.Content.Headers.ContentType!.ToString(), first.Headers.CacheControl!.ToString()));
        Assert.Contains("SUMMARY:Kitchen · Cook", text, StringComparison.Ordinal);
        Assert.Contains("LOCATION:Calais east", text, StringComparison.Ordinal);
        Assert.Contains("Mes créneaux", text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotModified, await AskAgainAsync(calendar, address, first.Headers.ETag!));

        await reader.SubmitAsync($"/bookings/{booking.Id}/cancel", "Rendre ma place");
        Assert.Equal(HttpStatusCode.OK, await AskAgainAsync(calendar, address, first.Headers.ETag!));

        var stopped = await reader.SubmitAsync("/my/calendar", "/my/calendar/stop");
        Assert.Contains("Plus aucun agenda", stopped.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await calendar.GetAsync(address)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await calendar.GetAsync("/calendar/x.ics")).Status);
    }

    [Fact]
    public async Task A_feed_takes_the_same_three_commands_however_many_shifts_there_are()
    {
        await using var portal = await PortalFactory.StartAsync();
        var anna = await portal.Data.CreateSupporterAsync();
        using var reader = await portal.SignedInAsync(anna);
        var made = await reader.SubmitAsync("/my/calendar", "/my/calendar");
        var address = new Uri(made.Document.QuerySelector("input#feed")!.GetAttribute("value")!).PathAndQuery;
        using var calendar = portal.Anonymous();
        var counts = new List<int>();
        for (var round = 0; round < 2; round++)
        {
            for (var number = 0; number < 10; number++)
            {
                await portal.Data.CreateBookingAsync(anna, await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromDays((10 * round) + number + 1)), BookingState.Confirmed);
            }

            var sent = await portal.Queries.DuringAsync(async () => Assert.Equal(HttpStatusCode.OK, (await calendar.GetAsync(address)).Status));
            counts.Add(sent.Count);
        }

        Assert.Equal([3, 3], counts);
    }

    private static async Task<HttpStatusCode> AskAgainAsync(FormClient calendar, string address, System.Net.Http.Headers.EntityTagHeaderValue tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.IfNoneMatch.Add(tag);
        return (await calendar.Http.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode;
    }
}
