using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Testing;

namespace Portal.Web.Tests.Infrastructure;

public sealed class HealthTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Watchers_read_one_word_and_mail_in_trouble_does_not_take_the_portal_down(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        using var client = portal.CreateClient();
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await AskAsync(client, "/health/live"));
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await AskAsync(client, "/health/ready"));

        await portal.Services.GetRequiredService<MailSwitchService>().StopAsync("http-401", TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, "Degraded"), await AskAsync(client, "/health/ready"));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Mail_that_waits_too_long_shows(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        using var client = portal.CreateClient();
        var amina = await portal.Data.CreateSupporterAsync();
        await using (var db = portal.NewContext())
        {
            portal.Services.GetRequiredService<Outbox>().Add(db, new MailDraft("one", MailPriority.Booking, "some", "en") { SupporterId = amina.Id });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal((HttpStatusCode.OK, "Healthy"), await AskAsync(client, "/health/ready"));
        portal.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal((HttpStatusCode.OK, "Degraded"), await AskAsync(client, "/health/ready"));
    }

    [Fact]
    public async Task A_provider_whose_events_are_not_configured_is_no_healthy_one()
    {
        await using var sendGrid = await SendGridStand.StartAsync();
        await using var without = await PortalFactory.StartAsync(settings: sendGrid.Settings);
        await using var with = await PortalFactory.StartAsync(settings: sendGrid.SettingsWithEvents);
        using var one = without.CreateClient();
        using var two = with.CreateClient();

        Assert.Equal((HttpStatusCode.OK, "Degraded"), await AskAsync(one, "/health/ready"));
        Assert.Equal((HttpStatusCode.OK, "Healthy"), await AskAsync(two, "/health/ready"));
    }

    private static async Task<(HttpStatusCode Status, string Word)> AskAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
