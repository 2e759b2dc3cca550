using System.Net;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Organisations;

namespace Portal.Web.Tests.Features.Organise;

public sealed class AssigningTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_organiser_puts_a_member_on_a_shift_who_says_yes(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var shift = await portal.Data.CreateShiftAsync(positions: [("Cook", 1, 2)]);
        var (anna, ben) = (await portal.Data.CreateSupporterAsync("Anna"), await portal.Data.CreateSupporterAsync("Ben"));
        await portal.Data.MakeMemberAsync(anna, shift.Organisation!);
        await portal.Data.MakeMemberAsync(ben, shift.Organisation!);
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(shift.Organisation!));
        using var reader = await portal.SignedInAsync(anna);
        using var other = await portal.SignedInAsync(ben);

        var rota = await other.SubmitAsync($"/organisations/{shift.Organisation!.Slug}/join", "My coordinator may put me on the rota");
        Assert.Contains("may put you on the rota now", rota.Text, StringComparison.Ordinal);

        var board = await organiser.GetAsync((await organiser.GetAsync($"/organise/shifts/{shift.Id}")).Link("Put people on it"));
        Assert.Equal(["Anna", "Ben"], board.Document.QuerySelectorAll("ul.rows strong").Select(name => name.TextContent));
        Assert.Contains("They are asked", (await board.SubmitAsync("Put on this shift: Anna")).Text, StringComparison.Ordinal);
        Assert.Contains("They are on the shift", (await (await organiser.GetAsync(board.Path)).SubmitAsync("Put on this shift: Ben")).Text, StringComparison.Ordinal);

        var asked = await reader.GetAsync($"/shifts/{shift.Id}");
        Assert.Contains("A place is held for you until", asked.Text, StringComparison.Ordinal);
        Assert.Contains("Your place is booked", (await asked.SubmitAsync("Yes, I will come")).Text, StringComparison.Ordinal);
        Assert.Equal((2, 0), ((await portal.Data.ReadShiftAsync(shift.Id)).Positions[0].Held, (await portal.Data.ReadShiftAsync(shift.Id)).Positions[0].Reserved));
    }

    [Fact]
    public async Task What_stands_in_the_way_is_set_aside_with_a_reason_and_never_tells_where_else_somebody_is()
    {
        await using var portal = await PortalFactory.StartAsync();
        var shift = await portal.Data.CreateShiftAsync();
        var anna = await portal.Data.CreateSupporterAsync("Anna");
        await portal.Data.MakeMemberAsync(anna, shift.Organisation!);
        var elsewhere = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromDays(7) - TimeSpan.FromHours(4) - TimeSpan.FromMinutes(10));
        await portal.Data.CreateBookingAsync(anna, elsewhere);
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(shift.Organisation!));

        var board = await organiser.GetAsync($"/organise/shifts/{shift.Id}/people");
        Assert.Contains("Has another commitment too close to it.", board.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(elsewhere.Organisation!.Name, board.Text, StringComparison.Ordinal);
        Assert.Contains("Please say why", (await board.SubmitAsync("Put on this shift: Anna")).Text, StringComparison.Ordinal);
        Assert.Contains("They are asked", (await board.SubmitAsync("Put on this shift: Anna", ("Because", "She has a bicycle"))).Text, StringComparison.Ordinal);

        using var stranger = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync()));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/organise/shifts/{shift.Id}/people")).Status);
    }
}
