using System.Net;
using Portal.Core.Data;

namespace Portal.Web.Tests.Features.Organise.People;

public sealed class ApartTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Two_members_are_kept_apart_and_neither_reads_of_it(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync("Kitchen");
        var people = await portal.Data.CreateRegularsAsync(kitchen, 2);
        var (hers, his) = (await portal.Data.MakeMemberAsync(people[0], kitchen), await portal.Data.MakeMemberAsync(people[1], kitchen));
        var shift = await portal.Data.CreateShiftAsync(kitchen);
        await portal.Data.CreateBookingAsync(people[0], shift);
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(kitchen, "Ruth"));
        using var stranger = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync()));
        using var ben = await portal.SignedInAsync(people[1]);
        var before = 0;
        async Task<Page> SeeAsync()
        {
            Page seenBy = null!;
            before = (await portal.Queries.DuringAsync(async () => seenBy = await ben.GetAsync($"/shifts/{shift.Id}"))).Count;
            return seenBy;
        }

        Assert.NotNull((await SeeAsync()).Form("/shifts/"));
        var without = before;
        var page = await organiser.GetAsync((await organiser.GetAsync($"/organise/people/{hers.Id}")).Link("Keep apart from somebody"));
        Assert.Contains("Please choose somebody", (await page.SubmitAsync("Keep apart")).Text, StringComparison.Ordinal);
        page = await page.SubmitAsync("Keep apart", ("other", $"{his.Id}"));
        Assert.Contains("From now on neither can take a place where the other has one", page.Text, StringComparison.Ordinal);
        Assert.Contains($"{people[1].DisplayName} since", page.Text, StringComparison.Ordinal);
        var queries = await portal.Queries.DuringAsync(async () => page = await organiser.GetAsync($"/organise/people/{his.Id}/apart"));
        Assert.InRange(queries.Count, 1, 6);
        Assert.Contains(people[0].DisplayName, page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/organise/people/{his.Id}/apart")).Status);

        // He reads of no name and no note, with as many queries as before; the organiser reads it plainly.
        var seen = await SeeAsync();
        Assert.Contains("This shift is for people whom Kitchen invited.", seen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("apart", seen.Source, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(without, before);
        Assert.Contains("Is kept apart from somebody who is on this shift.", (await organiser.GetAsync($"/organise/shifts/{shift.Id}/people")).Text, StringComparison.Ordinal);

        page = await page.SubmitAsync($"Take it back: {people[0].DisplayName}");
        Assert.Contains("they can be on the same shifts again", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("whom Kitchen invited", (await SeeAsync()).Text, StringComparison.Ordinal);
    }
}
