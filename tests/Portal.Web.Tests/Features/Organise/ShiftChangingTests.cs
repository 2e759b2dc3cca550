using System.Net;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Shifts;

namespace Portal.Web.Tests.Features.Organise;

public sealed class ShiftChangingTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_comes_of_a_move_is_shown_first_and_the_people_confirm_again(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var shift = await portal.Data.CreateShiftAsync(organisation);
        var anna = await portal.Data.CreateSupporterAsync("Anna", language: "fr");
        var booking = await portal.Data.CreateBookingAsync(anna, shift);
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(organisation));

        var form = await organiser.GetAsync($"/organise/shifts/{shift.Id}/edit");
        Assert.Equal(("10:00", "Volunteer"), (Value(form, "Form.Start"), Value(form, "Form.Positions[0].English")));
        var preview = await form.SubmitAsync("Go on", ("Form.Start", "13:00"), ("Form.End", "17:00"));
        Assert.Contains("1 person is written to.", preview.Text, StringComparison.Ordinal);
        Assert.Contains("is asked to confirm again", preview.Text, StringComparison.Ordinal);
        Assert.Contains("À confirmer de nouveau", preview.Document.QuerySelector(".letter[lang=fr]")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(shift.StartsAt, (await portal.Data.ReadShiftAsync(shift.Id)).StartsAt);

        var back = await preview.SubmitAsync("Back to the fields");
        Assert.Equal("13:00", Value(back, "Form.Start"));
        var done = await preview.SubmitAsync("Change it and write to 1 person");
        Assert.Contains("1 person is written to in a few minutes", done.Text, StringComparison.Ordinal);

        using var person = await portal.SignedInAsync(anna);
        foreach (var page in new[] { $"/bookings/{booking.Id}/offer", $"/shifts/{shift.Id}" })
        {
            Assert.Contains("Votre place est gardée jusqu’à", (await person.GetAsync(page)).Text, StringComparison.Ordinal);
        }

        Assert.Contains("À confirmer de nouveau", (await person.GetAsync("/my/shifts")).Text, StringComparison.Ordinal);
        await (await person.GetAsync($"/bookings/{booking.Id}/offer")).SubmitAsync("Oui, je viens toujours");
        Assert.Equal(BookingState.Confirmed, (await portal.Data.ReadBookingAsync(booking.Id)).State);
        Assert.Contains("Vous avez dit oui", (await person.GetAsync($"/bookings/{booking.Id}/offer")).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_is_asked_again_reads_what_changed_and_what_stands_in_the_way(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var (shift, anna) = (await portal.Data.CreateShiftAsync(organisation, TimeSpan.FromDays(7)), await portal.Data.CreateSupporterAsync("Anna"));
        var booking = await portal.Data.CreateBookingAsync(anna, shift);
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(organisation));
        var preview = await organiser.SubmitAsync($"/organise/shifts/{shift.Id}/edit", "Go on", ("Form.Start", "13:00"), ("Form.End", "17:00"));
        await preview.SubmitAsync("Change it and write to 1 person");

        using var person = await portal.SignedInAsync(anna);
        var free = await person.GetAsync($"/bookings/{booking.Id}/offer");
        Assert.Contains("It was: Thursday 21 January, 10:00", free.Text, StringComparison.Ordinal);
        await portal.Data.CreateBookingAsync(anna, await portal.Data.CreateShiftAsync(organisation, TimeSpan.FromDays(7) + TimeSpan.FromHours(5)));
        foreach (var hindered in new[] { await free.SubmitAsync("Yes, I can still come"), await person.GetAsync($"/bookings/{booking.Id}/offer") })
        {
            Assert.Contains("It overlaps a shift you have:", hindered.Text, StringComparison.Ordinal);
            Assert.Null(hindered.Document.QuerySelector("form[action$=accept]"));
            Assert.NotNull(hindered.Document.QuerySelector("form[action$=decline]"));
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_second_of_two_who_change_is_told_what_the_first_changed_and_keeps_what_they_wrote(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var shift = await portal.Data.CreateShiftAsync(organisation);
        using var first = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(organisation));
        using var second = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(organisation));
        var form = await second.GetAsync($"/organise/shifts/{shift.Id}/edit");

        Assert.Contains("Nobody needed to be told", (await first.SubmitAsync($"/organise/shifts/{shift.Id}/edit", "Go on", ("Form.End", "15:00"))).Text, StringComparison.Ordinal);
        var stale = await form.SubmitAsync("Go on", ("Form.Description", "Bring gloves"), ("Form.Positions[0].Capacity", "4"));
        Assert.Contains("Somebody else has just changed this shift", stale.Text, StringComparison.Ordinal);
        Assert.Contains("End14:00 → 15:00", stale.Document.QuerySelector("[role=alert] dl")!.TextContent.Replace("\n", "", StringComparison.Ordinal).Replace("  ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(("15:00", "4"), (Value(stale, "Form.End"), Value(stale, "Form.Positions[0].Capacity")));
        await stale.SubmitAsync("Go on");

        var changed = await portal.Data.ReadShiftAsync(shift.Id);
        Assert.Equal((shift.EndsAt.AddHours(1), "Bring gloves", 4), (changed.EndsAt, changed.Description, changed.Positions[0].Capacity));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Fewer_places_than_people_ask_for_a_decision_and_people_who_book_meanwhile_for_another_look(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var shift = await portal.Data.CreateShiftAsync(organisation, positions: [("Driver", 1, 3)]);
        var bookings = await portal.Data.FillAsync(shift, 2);
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(organisation));

        var open = await organiser.SubmitAsync($"/organise/shifts/{shift.Id}/edit", "Go on", ("Form.Positions[0].Capacity", "1"), ("Form.Positions[0].Minimum", "1"));
        Assert.Contains("1 person more than places", open.Text, StringComparison.Ordinal);
        Assert.Contains("Who is written to depends on what you choose below.", open.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Nobody needs to be told", open.Text, StringComparison.Ordinal);
        var chosen = await open.SubmitAsync("See what comes of it", ($"Choices[{bookings[1].Id}]", "ToLine"));
        Assert.Contains("You now wait for a place", chosen.Text, StringComparison.Ordinal);
        await portal.Data.CreateBookingAsync(await portal.Data.CreateSupporterAsync(), shift);
        var anew = await chosen.SubmitAsync("Change it and write to 1 person");
        Assert.Contains("1 person more than places", anew.Text, StringComparison.Ordinal);
        Assert.Equal(3, (await portal.Data.ReadShiftAsync(shift.Id)).Positions[0].Capacity);

        var kept = await anew.SubmitAsync("See what comes of it", ("KeepsEveryone", "true"));
        await kept.SubmitAsync("Change it and write to 1 person");
        var changed = await portal.Data.ReadShiftAsync(shift.Id);
        Assert.Equal((1, 2), (changed.Positions[0].Capacity, changed.Positions[0].Held));
        Assert.Equal(BookingState.Waitlisted, (await portal.Data.ReadBookingAsync(bookings[1].Id)).State);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Calling_off_is_undone_from_the_shift_and_strangers_find_nothing(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var shift = await portal.Data.CreateShiftAsync(organisation);
        await portal.Data.FillAsync(shift, 1);
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(organisation));
        using var stranger = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync()));

        var off = await organiser.SubmitAsync($"/organise/shifts/{shift.Id}/cancel", "Cancel it and tell 1 person");
        Assert.Equal("/organise/shifts/" + shift.Id + "/reinstate", off.Document.QuerySelector("a[href$=reinstate]")!.GetAttribute("href"));
        Assert.Null(off.Document.QuerySelector("a[href$=edit]"));
        foreach (var page in new[] { "edit", "reinstate" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/organise/shifts/{shift.Id}/{page}")).Status);
        }

        var preview = await organiser.GetAsync($"/organise/shifts/{shift.Id}/reinstate");
        Assert.Contains("1 person whose place was cancelled is asked", preview.Text, StringComparison.Ordinal);
        Assert.Contains("It takes place after all", preview.Text, StringComparison.Ordinal);
        await preview.SubmitAsync("Let it take place");
        Assert.Equal(ShiftStatus.Published, (await portal.Data.ReadShiftAsync(shift.Id)).Status);
        await portal.Data.CreateBookingAsync(await portal.Data.CreateSupporterAsync(), shift);
    }

    private static string? Value(Page page, string field) => page.Document.QuerySelector($"[name='{field}']")?.GetAttribute("value");
}
