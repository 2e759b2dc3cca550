using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Data;
using Portal.Core.Telemetry;

namespace Portal.Web.Tests.Features.Admin.Jobs;

public sealed class JobPagesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Every_job_says_what_it_did_and_its_last_error_stays(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        using var admin = await portal.SignedInAsync(await portal.Data.CreateAdministratorAsync());
        Assert.Contains("No job has run yet", (await admin.GetAsync("/admin/jobs")).Text, StringComparison.Ordinal);
        var reports = portal.Services.GetRequiredService<JobReports>();
        var now = portal.Clock.GetUtcNow();
        await reports.NoteAsync(new JobReport { Name = "due-reminders", LastAt = now.AddMinutes(-20), Took = TimeSpan.FromSeconds(1), NextAt = now.AddMinutes(-19), LastError = "NpgsqlException", LastErrorAt = now.AddMinutes(-20) }, Stop);
        await reports.NoteAsync(new JobReport { Name = "due-reminders", LastAt = now.AddMinutes(-10), Took = TimeSpan.FromMilliseconds(120), Did = "3 reminders", NextAt = now.AddMinutes(-9) }, Stop);
        await reports.NoteAsync(new JobReport { Name = "a-new-one", LastAt = now, Took = TimeSpan.Zero, NextAt = now.AddMinutes(1) }, Stop);

        var page = await admin.GetAsync("/admin/jobs");

        Assert.Contains("Writes reminders", page.Text, StringComparison.Ordinal);
        Assert.Contains("3 reminders", page.Text, StringComparison.Ordinal);
        Assert.Contains("0.12 s", page.Text, StringComparison.Ordinal);
        Assert.Contains("NpgsqlException", page.Text, StringComparison.Ordinal);
        Assert.Contains("a-new-one", page.Text, StringComparison.Ordinal);
        Assert.Single(page.Document.QuerySelectorAll("td:nth-child(2) .tag.urgent"));
    }
}
