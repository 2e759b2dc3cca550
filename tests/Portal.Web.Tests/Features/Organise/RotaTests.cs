using System.Net;
using Portal.Core.Bookings;
using Portal.Core.Data;

namespace Portal.Web.Tests.Features.Organise;

public sealed class RotaTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_coordinator_sees_an_empty_day_puts_somebody_on_a_shift_and_prints_the_week(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync("Kitchen");
        var anna = await portal.Data.CreateSupporterAsync("Anna");
        await portal.Data.MakeMemberAsync(anna, kitchen);
        var shift = await portal.Data.CreateShiftAsync(kitchen, TimeSpan.FromDays(1), positions: [("Cook", 1, 4)]);
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(kitchen));

        var standing = await organiser.GetAsync((await organiser.GetAsync("/organise/rota")).Link("Anna"));
        Assert.Contains("noted", (await standing.SubmitAsync("Save", ("Days", "Friday"))).Text, StringComparison.Ordinal);
        var day = await organiser.GetAsync((await organiser.GetAsync("/organise/rota")).Link("Usual day put Anna on a shift, Fri 15"));
        var back = await day.SubmitAsync("Put on this shift: Cook, Kitchen");

        Assert.StartsWith("/organise/rota?organisation=", back.Path, StringComparison.Ordinal);
        Assert.Contains("They are asked", back.Text, StringComparison.Ordinal);
        Assert.Contains("10:00 asked", back.Text, StringComparison.Ordinal);
        await portal.Data.CreateBookingAsync(await portal.Data.CreateSupporterAsync("Ben"), shift);
        var wall = await organiser.GetAsync("/organise/rota/print");
        Assert.Contains("Ben", wall.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Anna", wall.Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_grid_takes_the_same_few_queries_however_many_people_there_are_and_odd_addresses_are_pages(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync("Kitchen");
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(kitchen));
        async Task<int> CountAsync() => (await portal.Queries.DuringAsync(() => organiser.GetAsync("/organise/rota"))).Count;
        await CountAsync();
        var few = await CountAsync();
        foreach (var person in await portal.Data.CreateRegularsAsync(kitchen, 60))
        {
            await portal.Data.MakeMemberAsync(person, kitchen);
        }

        await portal.Data.FillAsync(await portal.Data.CreateShiftAsync(kitchen, TimeSpan.FromDays(1), positions: [("Cook", 1, 40)]), 40);

        Assert.Equal(few, await CountAsync());
        Assert.InRange(few, 1, 8);
        foreach (var (address, status) in new[]
        {
            ("/organise/rota?day=9999-12-31", HttpStatusCode.OK), ("/organise/rota?day=soon", HttpStatusCode.OK), ("/organise/rota?organisation=nobody", HttpStatusCode.NotFound),
            ($"/organise/rota/{kitchen.Id}/soon", HttpStatusCode.NotFound), ($"/organise/rota/{kitchen.Id}/2027-01-15", HttpStatusCode.NotFound), ($"/organise/rota/standing/{kitchen.Id}", HttpStatusCode.NotFound),
        })
        {
            Assert.Equal((address, status), (address, (await organiser.GetAsync(address)).Status));
        }
    }
}
