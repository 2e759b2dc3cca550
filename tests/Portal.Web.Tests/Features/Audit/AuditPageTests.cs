using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Privacy;
using Portal.Core.Privacy.Audit;

namespace Portal.Web.Tests.Features.Audit;

public sealed class AuditPageTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_auditor_reads_the_record_by_pseudonym_and_that_is_a_line_of_it(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var (kitchen, woodyard) = (await portal.Data.CreateOrganisationAsync(), await portal.Data.CreateOrganisationAsync());
        var (ruth, ben) = (await portal.Data.CreateSupporterAsync("Ruth"), await portal.Data.CreateSupporterAsync("Ben"));
        await LookAsync(portal, ruth, 60, "meeting-point.read", kitchen.Id);
        await LookAsync(portal, ben, 1, "membership.role", woodyard.Id, $"and {ruth.Id}");
        using var client = await AuditorAsync(portal);
        var name = portal.Services.GetRequiredService<Pseudonyms>().Of(ruth.Id);

        var page = await client.GetAsync("/audit");
        Assert.Contains("61 lines", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ruth", page.Source, StringComparison.Ordinal);
        Assert.DoesNotContain($"{ruth.Id}", page.Source, StringComparison.Ordinal);
        Assert.Contains($"and {name}", (await client.GetAsync("/audit?what=membership.role")).Text, StringComparison.Ordinal);
        Assert.Equal(AuditQueries.PageSize, page.Document.QuerySelectorAll("tbody tr").Length);
        Assert.Contains("61 lines", (await client.GetAsync($"/audit?who={name.ToLowerInvariant()}")).Text, StringComparison.Ordinal);
        Assert.Contains("1 line", (await client.GetAsync($"/audit?organisation={woodyard.Slug}&what=membership.role")).Text, StringComparison.Ordinal);
        Assert.Contains("Nothing of this kind", (await client.GetAsync("/audit?until=2027-01-13")).Text, StringComparison.Ordinal);
        foreach (var odd in new[] { "page=-1", "page=x", "from=9999-12-31&until=9999-12-31", "from=0001-01-01", "who=%00%E2%80%AE", "what=" + new string('x', 4000), "until=nonsense" })
        {
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"/audit?{odd}")).Status);
        }

        var own = await portal.Data.RecordAsync(AuditQueries.Action);
        Assert.Equal(12, own.Count);
        Assert.All(own, line => Assert.True(portal.Services.GetRequiredService<AuditMacs>().IsGenuine(line)));
    }

    [Fact]
    public async Task Nobody_else_reads_it_and_an_administrator_neither()
    {
        await using var portal = await PortalFactory.StartAsync();
        foreach (var who in new[] { await portal.Data.CreateSupporterAsync(), await portal.Data.CreateAdministratorAsync(), await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync()) })
        {
            using var client = await portal.SignedInAsync(who);
            Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync("/audit")).Status);
            Assert.Null(await portal.Services.GetRequiredService<AuditQueries>().SearchAsync(who.Id, new(), Stop));
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Each_week_once_the_auditors_read_who_looked_much_more_often_than_others(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var auditor = await MakeAuditorAsync(portal);
        await portal.Data.CreateAdministratorAsync();
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var (curious, usual, former) = (await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync());
        await LookAsync(portal, curious, 12, "meeting-point.read", kitchen.Id);
        await LookAsync(portal, usual, 3, "meeting-point.read", kitchen.Id);
        await LookAsync(portal, former, 2, "phone.read", kitchen.Id);
        var digest = portal.Services.GetRequiredService<AuditDigest>();
        var names = portal.Services.GetRequiredService<Pseudonyms>();

        // It begins on a Thursday: the week is over on Monday at midnight in Calais, an hour before midnight in UTC.
        portal.Clock.SetUtcNow(DateTimeOffset.Parse("2027-01-17T22:59:00Z", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(1, await digest.WriteAsync(Stop));
        portal.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await digest.WriteAsync(Stop));
        Assert.Equal(0, await digest.WriteAsync(Stop));
        await portal.Services.GetRequiredService<Dispatcher>().DispatchUntilEmptyAsync(Stop);

        var letters = portal.Mail.To(auditor.Email!).Select(mail => mail.TextBody!).ToList();
        Assert.Equal(2, letters.Count);
        var empty = Assert.Single(letters, text => text.Contains("Nothing was put on record", StringComparison.Ordinal));
        var full = letters.Single(text => text != empty);
        Assert.Contains("Meeting point read: 15", full, StringComparison.Ordinal);
        Assert.Contains($"{names.Of(curious.Id)}: 12 times", full, StringComparison.Ordinal);
        Assert.DoesNotContain(names.Of(usual.Id), full, StringComparison.Ordinal);
    }

    private static async Task<FormClient> AuditorAsync(PortalFactory portal) => await portal.SignedInAsync(await MakeAuditorAsync(portal));

    private static async Task<Supporter> MakeAuditorAsync(PortalFactory portal)
    {
        var auditor = await portal.Data.CreateSupporterAsync("Idris");
        await portal.Data.SaveAsync(new CoalitionRole { SupporterId = auditor.Id, Kind = CoalitionRoleKind.Auditor, GrantedAt = portal.Clock.GetUtcNow() });
        return auditor;
    }

    private static Task LookAsync(PortalFactory portal, Supporter who, int times, string action, Guid organisationId, string? detail = null) => portal.Data.SaveAsync(
        [.. Enumerable.Range(0, times).Select(_ => new AuditEntry { Id = Ids.New(portal.Clock), At = portal.Clock.GetUtcNow(), ActorId = who.Id, Action = action, SubjectId = organisationId, OrganisationId = organisationId, Detail = detail })]);
}
