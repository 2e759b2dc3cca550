using System.Net;
using Portal.Core.Data;

namespace Portal.Web.Tests.Infrastructure;

public sealed class SignedInTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_cookie_that_tests_sign_in_with_opens_what_its_owner_may_open(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organiser = await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync());
        using var known = await portal.SignedInAsync(organiser);
        using var volunteer = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());
        using var nobody = portal.Anonymous();

        Assert.Equal(HttpStatusCode.OK, (await known.GetAsync("/organise/updates")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await volunteer.GetAsync("/organise/updates")).Status);
        Assert.StartsWith("/account/sign-in", (await nobody.GetAsync("/organise/updates")).Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_is_fetched_filled_and_sent_with_its_token()
    {
        await using var portal = await PortalFactory.StartAsync();
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync()));

        var answer = await organiser.SubmitAsync("/organise/updates/new", "/organise/updates/new");

        // Empty, so it comes back with what is missing; without its token it would have been refused.
        Assert.Equal("/organise/updates/new", answer.Path);
        Assert.NotEmpty(answer.Document.QuerySelectorAll("[aria-invalid=true]"));
    }

    [Fact]
    public async Task The_commands_of_a_request_are_counted()
    {
        await using var portal = await PortalFactory.StartAsync();
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync()));

        var commands = await portal.Queries.DuringAsync(() => organiser.GetAsync("/organise/updates"));

        Assert.InRange(commands.Count, 1, 6);
    }
}
