using System.Net;
using Microsoft.EntityFrameworkCore;
using Portal.Core;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Shifts;

namespace Portal.Web.Tests.Features.Bookings;

public sealed class BookingTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task One_books_sees_it_in_my_shifts_and_gives_it_back(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var shift = await portal.Data.CreateShiftAsync(positions: [("Cook", 1, 3), ("Driver", 1, 1)]);
        using var reader = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());

        var booked = await reader.SubmitAsync($"/shifts/{shift.Id}", "Book this shift", ("PositionId", shift.Positions[1].Id.ToString()));
        Assert.Contains("Your place is booked", booked.Text, StringComparison.Ordinal);
        Assert.Contains("You are booked · Driver", booked.Text, StringComparison.Ordinal);

        var mine = await reader.GetAsync("/my/shifts");
        Assert.Contains("In 7 days", mine.Text, StringComparison.Ordinal);
        Assert.Contains("Kitchen", mine.Text, StringComparison.Ordinal);

        var calendar = await reader.Http.GetAsync(booked.Link("Add to my calendar"), TestContext.Current.CancellationToken);
        Assert.Equal("text/calendar", calendar.Content.Headers.ContentType!.MediaType);
        Assert.Contains("STATUS:CONFIRMED", await calendar.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        var ask = await reader.GetAsync(mine.Link("I can’t come"));
        Assert.Equal(booked.Link("I can’t come"), ask.Path);
        Assert.Equal(1, (await portal.Data.ReadShiftAsync(shift.Id)).Positions[1].Held);
        var given = await ask.SubmitAsync("Give my place back");
        Assert.Contains("Your place is given back", given.Text, StringComparison.Ordinal);
        Assert.Contains("No shift ahead of you", given.Text, StringComparison.Ordinal);
        Assert.Equal(0, (await portal.Data.ReadShiftAsync(shift.Id)).Positions[1].Held);
        Assert.Contains("already", (await reader.GetAsync(ask.Path)).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Of_several_positions_none_is_chosen_for_the_reader(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var shift = await portal.Data.CreateShiftAsync(positions: [("Cook", 1, 3), ("Driver", 1, 1)]);
        using var reader = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());
        var page = await reader.GetAsync($"/shifts/{shift.Id}");

        var radios = page.Document.QuerySelectorAll("input[type=radio][name=PositionId]");
        Assert.Equal(2, radios.Length);
        Assert.All(radios, radio => Assert.True(radio.HasAttribute("required") && !radio.HasAttribute("checked")));
        var refused = await page.SubmitAsync("Book this shift");
        Assert.Contains("Please choose what you would like to do, then book.", refused.Text, StringComparison.Ordinal);

        await portal.Data.CreateBookingAsync(await portal.Data.CreateSupporterAsync(), shift, position: shift.Positions[1]);
        var only = await reader.GetAsync($"/shifts/{shift.Id}");
        Assert.Equal(shift.Positions[0].Id.ToString(), only.Document.QuerySelector("input[name=PositionId][checked]")!.GetAttribute("value"));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task All_that_stands_in_the_way_is_shown_at_once_with_what_to_do(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync("The Woodyard");
        var shift = await portal.Data.CreateShiftAsync(organisation, positions: [("Wood", 1, 1)]);
        await portal.Data.FillAsync(shift, 1);
        var other = await portal.Data.CreateShiftAsync(organisation, startsIn: TimeSpan.FromDays(7), activity: null);
        var supporter = await portal.Data.CreateSupporterAsync();
        await portal.Data.CreateBookingAsync(supporter, other);
        using var reader = await portal.SignedInAsync(supporter);

        var page = await reader.GetAsync($"/shifts/{shift.Id}");

        Assert.Equal("This shift is full", page.Document.QuerySelector("#obstacles")!.TextContent);
        Assert.DoesNotContain("Not yet", page.Text, StringComparison.Ordinal);
        Assert.Equal(["#alternatives", $"/shifts/{other.Id}"], page.Document.QuerySelectorAll("[aria-labelledby=obstacles] a").Select(link => link.GetAttribute("href")));
        Assert.Contains("One more thing would be missing for a place here:", page.Text, StringComparison.Ordinal);

        var free = await portal.Data.CreateShiftAsync(organisation);
        portal.Clock.Advance(TimeSpan.FromDays(6));
        var open = await reader.GetAsync($"/shifts/{free.Id}");
        Assert.Contains("Not yet: one thing is missing", open.Text, StringComparison.Ordinal);
        Assert.Contains("It overlaps a shift you have: Kitchen, tomorrow, Thursday 21 January, 10:00–14:00", open.Text, StringComparison.Ordinal);

        var stranger = await portal.Anonymous().GetAsync($"/shifts/{other.Id}");
        Assert.Equal($"/account/sign-in?back=%2Fshifts%2F{other.Id}%23book", stranger.Document.QuerySelector(".obstacles a")!.GetAttribute("href"));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_full_shift_offers_alternatives_and_a_lost_race_says_so(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var activity = await portal.Data.CreateActivityAsync(organisation, "Firewood");
        var site = await portal.Data.CreateSiteAsync(organisation);
        var shift = await portal.Data.CreateShiftAsync(organisation, activity: activity, site: site, positions: [("Wood", 1, 1)]);
        var next = await portal.Data.CreateShiftAsync(organisation, TimeSpan.FromDays(8), activity: activity, site: site);
        using var reader = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());
        var form = await reader.GetAsync($"/shifts/{shift.Id}");
        await portal.Data.FillAsync(shift, 1);

        var page = await form.SubmitAsync("Book this shift");

        Assert.Matches("last place has just gone|Not yet", page.Text);
        Assert.Equal($"/shifts/{shift.Id}", page.Path);
        portal.Clock.Advance(TimeSpan.FromSeconds(30));
        var full = await reader.GetAsync($"/shifts/{shift.Id}");
        Assert.NotNull(full.Document.QuerySelector($"#alternatives [data-shift='{next.Id}']"));
        Assert.Throws<InvalidOperationException>(() => full.Form("Book this shift"));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_same_form_sent_twice_gives_one_booking_and_the_same_answer(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var shift = await portal.Data.CreateShiftAsync();
        using var reader = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());
        var form = await reader.GetAsync($"/shifts/{shift.Id}");

        var first = await form.SubmitAsync("Book this shift");
        var second = await form.SubmitAsync("Book this shift");

        Assert.Contains("Your place is booked", first.Text, StringComparison.Ordinal);
        Assert.Contains("Your place is booked", second.Text, StringComparison.Ordinal);
        await using var db = portal.NewContext();
        Assert.Equal(1, await db.Bookings.CountAsync(b => b.ShiftId == shift.Id, TestContext.Current.CancellationToken));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_form_sent_again_after_the_place_was_given_back_promises_none(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var shift = await portal.Data.CreateShiftAsync();
        using var reader = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());
        var form = await reader.GetAsync($"/shifts/{shift.Id}");
        var booked = await form.SubmitAsync("Book this shift");
        await (await reader.GetAsync(booked.Link("I can’t come"))).SubmitAsync("Give my place back");

        var again = await form.SubmitAsync("Book this shift");

        Assert.Contains("The place that this form booked is not yours any more", again.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Your place is booked", again.Text, StringComparison.Ordinal);
        Assert.Equal(0, (await portal.Data.ReadShiftAsync(shift.Id)).Positions[0].Held);
        Assert.Contains("Your place is booked", (await again.SubmitAsync("Book this shift")).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Bad_posts_are_refused_and_change_nothing(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var shift = await portal.Data.CreateShiftAsync();
        var owner = await portal.Data.CreateSupporterAsync();
        var booking = await portal.Data.CreateBookingAsync(owner, shift);
        using var reader = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());
        var form = await reader.GetAsync($"/shifts/{shift.Id}");

        Assert.Contains("Please choose", (await form.SubmitAsync("Book this shift", ("PositionId", "'; drop table"))).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await form.SubmitAsync("Book this shift", ("PositionId", Guid.CreateVersion7().ToString()))).Status);
        var other = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromDays(8));
        Assert.Equal(HttpStatusCode.NotFound, (await form.SubmitAsync("Book this shift", ("PositionId", other.Positions[0].Id.ToString()))).Status);
        var bare = await reader.Http.PostAsync($"/bookings/{booking.Id}/cancel", new FormUrlEncodedContent([]), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, bare.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync($"/bookings/{booking.Id}/calendar.ics")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await reader.GetAsync($"/bookings/{booking.Id}/meeting-point")).Status);
        Assert.Equal(BookingState.Confirmed, (await portal.Data.ReadBookingAsync(booking.Id)).State);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Shift_and_my_shifts_take_few_queries(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var supporter = await portal.Data.CreateSupporterAsync();
        var shift = await portal.Data.CreateShiftAsync(positions: [("Cook", 1, 40), ("Driver", 1, 4)]);
        await portal.Data.FillAsync(shift, 10);
        await portal.Data.CreateBookingAsync(supporter, shift);
        using var reader = await portal.SignedInAsync(supporter);
        await reader.GetAsync("/shifts");

        Assert.InRange((await portal.Queries.DuringAsync(() => reader.GetAsync($"/shifts/{shift.Id}"))).Count, 1, 4);
        Assert.InRange((await portal.Queries.DuringAsync(() => reader.GetAsync("/my/shifts"))).Count, 1, 3);
    }
}
