using System.Net;
using Portal.Core.Data;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Subscriptions;
using Portal.Web.Features.Organise.Import;

namespace Portal.Web.Tests.Features.Admin.Subscribers;

/// <summary>Importing readers by the page: a look first, then all or none.</summary>
public sealed class SubscriberImportPagesTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_file_is_looked_at_line_by_line_and_taken_in_when_somebody_answers_for_its_consent(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var client = await portal.SignedInAsync(await portal.Data.CreateAdministratorAsync("Ruth"));

        var wrong = await LookAsync(client, "address,country\na@example.org,FR\nnobody,FR\n");
        Assert.Contains("Line 3: That cannot be an address. (nobody)", wrong.Text, StringComparison.Ordinal);
        Assert.Contains("Nobody has been taken in.", wrong.Text, StringComparison.Ordinal);
        var would = await LookAsync(client, "address,country\na@example.org,FR\nA@example.org,\nb@example.org,");
        Assert.Contains("2 new addresses", would.Text, StringComparison.Ordinal);
        Assert.Contains("1 line repeats another", would.Text, StringComparison.Ordinal);
        var unsaid = await would.SubmitAsync("Take in 2 addresses");
        Assert.Contains("Say how they agreed", unsaid.Text, StringComparison.Ordinal);
        await using (var db = portal.NewContext())
        {
            Assert.Empty(db.Subscribers);
        }

        var done = await unsaid.SubmitAsync("Take in 2 addresses", ("Grounds.Statement", "At the stall in May"), ("Grounds.Certified", "True"));
        Assert.Contains("2 people get the newsletter from now on.", done.Text, StringComparison.Ordinal);
        Assert.Contains("At the stall in May", done.Text, StringComparison.Ordinal);
        Assert.Contains("Ruth", done.Text, StringComparison.Ordinal);
        await using var after = portal.NewContext();
        Assert.Equal(2, after.Subscribers.Count(s => s.State == SubscriberState.Confirmed));
    }

    [Fact]
    public async Task Only_administrators_import()
    {
        await using var portal = await PortalFactory.StartAsync();
        var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync()));

        Assert.True((await organiser.GetAsync("/admin/subscribers/import")).Status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound);
        Assert.True((await organiser.GetAsync($"/admin/subscribers/imports/{Guid.CreateVersion7()}")).Status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound);
    }

    private static Task<Page> LookAsync(FormClient client, string file) =>
        client.SubmitAsync("/admin/subscribers/import", "Check this file", ("Form.File", null), ("Form.Checked", ImportForm.Pack(file)));
}
