using System.Net;
using Microsoft.EntityFrameworkCore;
using Portal.Core;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Shifts;
using Portal.Web.Tests.Features.Shifts;

namespace Portal.Web.Tests.Features.Bookings;

public sealed class MyShiftsTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Each_coming_shift_of_ones_own_leads_to_the_way_out_and_only_to_ones_own(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var supporter = await portal.Data.CreateSupporterAsync();
        var ruth = await portal.Data.CreateSupporterAsync("Ruth");
        var soon = await portal.Data.CreateBookingAsync(supporter, await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromHours(5), lead: ruth));
        var later = await portal.Data.CreateBookingAsync(supporter, await portal.Data.CreateShiftAsync());
        using var reader = await portal.SignedInAsync(supporter);
        using var stranger = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());

        var mine = await reader.GetAsync("/my/shifts");
        Assert.Equal(
            new[] { soon, later }.Select(booking => $"/bookings/{booking.Id}/cancel"),
            mine.Document.QuerySelectorAll("a[href$='/cancel']").Select(link => link.GetAttribute("href")));
        Assert.Contains("Ruth knows at once", (await reader.GetAsync($"/bookings/{soon.Id}/cancel")).Text, StringComparison.Ordinal);
        Assert.Contains("is free for somebody else at once", (await reader.GetAsync($"/bookings/{later.Id}/cancel")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/bookings/{later.Id}/cancel")).Status);
        Assert.Equal(BookingState.Confirmed, (await portal.Data.ReadBookingAsync(later.Id)).State);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_was_called_off_stands_above_the_next_shift_when_it_lies_before_it(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var supporter = await portal.Data.CreateSupporterAsync();
        var tonight = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromMinutes(22));
        var next = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromDays(1));
        var later = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromDays(2));
        foreach (var shift in new[] { tonight, next, later })
        {
            await portal.Data.CreateBookingAsync(supporter, shift);
        }

        await portal.CallOffAsync(tonight);
        await portal.CallOffAsync(later);
        using var reader = await portal.SignedInAsync(supporter);

        var page = await reader.GetAsync("/my/shifts");

        Assert.Equal(
            [$"notice urgent {tonight.Id}", $"panel next-shift {next.Id}", $"shift is-cancelled {later.Id}"],
            page.Document.QuerySelectorAll("main article").Select(card => $"{card.ClassName} {card.QuerySelector("a")!.GetAttribute("href")!["/shifts/".Length..]}"));
        Assert.Contains("please do not travel", page.Document.QuerySelector("main article")!.TextContent, StringComparison.Ordinal);
        Assert.StartsWith("Sat 16, 10:00", page.Document.QuerySelector("main .shift > time")!.TextContent.Trim(), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_lead_finds_the_rosters_of_the_shifts_they_lead_with_or_without_a_place(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var (lead, other) = (await portal.Data.CreateSupporterAsync("Ruth"), await portal.Data.CreateSupporterAsync());
        var soon = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromHours(1), lead: lead);
        var booked = await portal.Data.CreateShiftAsync(lead: lead);
        await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromDays(-2), lead: lead);
        await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromDays(2), lead: other);
        await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromDays(3), lead: lead, published: false);
        using var leading = await portal.SignedInAsync(lead);
        Page? page = null;

        Assert.Equal(3, (await portal.Queries.DuringAsync(async () => page = await leading.GetAsync("/my/shifts"))).Count);
        string[] rosters = [$"/shifts/{soon.Id}/roster", $"/shifts/{booked.Id}/roster"];
        Assert.Equal(rosters, page!.Document.QuerySelectorAll("[aria-labelledby=leading] .btn").Select(link => link.GetAttribute("href")));
        Assert.Contains("You lead", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("No shift ahead of you", page.Text, StringComparison.Ordinal);

        await portal.Data.CreateBookingAsync(lead, booked);
        page = await leading.GetAsync("/my/shifts");
        Assert.Equal(rosters, page.Document.QuerySelectorAll("[aria-labelledby=leading] .btn").Select(link => link.GetAttribute("href")));
        Assert.Single(page.Document.QuerySelectorAll(".next-shift"));
        var shift = await leading.GetAsync($"/shifts/{soon.Id}");
        Assert.Equal(rosters[0], shift.Document.QuerySelector("aside a, aside button")!.GetAttribute("href"));
    }
}
