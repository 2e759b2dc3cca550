using Portal.Core.Bookings.Reminders;
using Portal.Core.Data;

namespace Portal.Web.Tests.Features.Organise.Rules;

public sealed class RemindersTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_organiser_sets_when_people_are_reminded_and_nobody_elses_rules_change(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var (kitchen, wood) = (await portal.Data.CreateOrganisationAsync("Kitchen"), await portal.Data.CreateOrganisationAsync("Wood"));
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(kitchen));

        var page = await organiser.GetAsync("/organise/rules");
        Assert.Equal(["72", "18", "2", null, null], page.Document.QuerySelectorAll("[name^='Reminders.Rows'][name$='.Hours']").Select(row => row.GetAttribute("value") is { Length: > 0 } hours ? hours : null));
        var refused = await page.SubmitAsync("Keep the reminders", ("Reminders.IsOwn", "true"), ("Reminders.Rows[0].Hours", "48"), ("Reminders.Rows[1].Hours", "48"), ("Reminders.Rows[2].Hours", "999"));
        Assert.Equal(2, refused.Document.QuerySelectorAll(".field.is-wrong").Length);
        Assert.Contains("48 hours stands there twice.", refused.Text, StringComparison.Ordinal);
        var kept = await page.SubmitAsync(
            "Keep the reminders", ("Reminders.IsOwn", "true"), ("Reminders.Rows[0].Hours", "48"), ("Reminders.Rows[1].Hours", "5"), ("Reminders.Rows[2].Hours", ""));

        Assert.Contains("Kept", kept.Text, StringComparison.Ordinal);
        var plan = await portal.RunAsync<ReminderPlans, ReminderPlan>(p => p.FindAsync(kitchen.Id, TestContext.Current.CancellationToken));
        Assert.True(plan.IsOwn);
        Assert.Equal([new(48, true), new(5, false)], plan.Leads);
        Assert.False((await portal.RunAsync<ReminderPlans, ReminderPlan>(p => p.FindAsync(wood.Id, TestContext.Current.CancellationToken))).IsOwn);
    }
}
