using System.Net;
using Microsoft.EntityFrameworkCore;
using Portal.Core;
using Portal.Core.Data;
using Portal.Core.Organisations;

namespace Portal.Web.Tests.Features.Organise.Rules;

public sealed class RulesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Rules_are_kept_hold_at_once_and_are_on_record(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync("Kitchen");
        var shift = await portal.Data.CreateShiftAsync(kitchen);
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(kitchen));
        using var reader = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());
        Assert.DoesNotContain("Ask to join", (await reader.GetAsync($"/shifts/{shift.Id}")).Text, StringComparison.Ordinal);

        var page = await organiser.GetAsync("/organise/rules");
        var refused = await page.SubmitAsync("Keep the rules", ("Form.RestHours", "25"), ("Form.RevealHours", "0"));
        Assert.Equal(2, refused.Document.QuerySelectorAll(".field.is-wrong").Length);
        refused = await page.SubmitAsync("Keep the rules", ("Form.DutyPhone", "ring me"), ("Form.BeforeYouComeFrench", new string('[', 401)));
        Assert.Contains("This is no phone number", refused.Text, StringComparison.Ordinal);
        Assert.Contains("too many brackets", refused.Text, StringComparison.Ordinal);
        var kept = await page.SubmitAsync(
            "Keep the rules", ("Form.AsksForMembership", "true"), ("Form.RestHours", "9"), ("Form.DutyPhone", "+33 3 00 00 00 99"), ("Form.BeforeYouComeEnglish", "Bring *boots*."), ("Form.BeforeYouComeFrench", "Des bottes."));

        Assert.Contains("Kept", kept.Text, StringComparison.Ordinal);
        Assert.Equal("9", kept.Document.QuerySelector("[name='Form.RestHours']")!.GetAttribute("value"));
        portal.Clock.Advance(TimeSpan.FromSeconds(11));
        Assert.Contains("Kitchen", (await reader.GetAsync($"/shifts/{shift.Id}")).Document.QuerySelector(".obstacles")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("boots", (await reader.GetAsync($"/organisations/{kitchen.Slug}")).Text, StringComparison.Ordinal);
        await using var db = portal.NewContext();
        var organisation = await db.Organisations.AsNoTracking().SingleAsync(Stop);
        Assert.Equal((new BookingRules { AsksForMembership = true, RestHours = 9 }, 12, "+33 3 00 00 00 99"), (organisation.Rules, organisation.RevealHours, organisation.DutyPhone));
        Assert.Equal("AsksForMembership False -> True; RestHours 11 -> 9; DutyPhone; BeforeYouCome", Assert.Single(await portal.Data.RecordAsync("organisation.rules")).Detail);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Another_wording_is_affirmed_by_whoever_asks_from_now_on_also_from_a_page_that_was_open(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync("Kitchen");
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(kitchen));
        var anna = await portal.Data.CreateSupporterAsync();
        var membership = await portal.Data.MakeMemberAsync(anna, kitchen);
        using var reader = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());

        var page = await organiser.GetAsync("/organise/rules");
        page = await page.SubmitAsync("Add the condition", ("english", "I can stay two weeks"), ("french", "Je peux rester deux semaines"));
        var open = await reader.GetAsync($"/organisations/{kitchen.Slug}/join");
        var old = open.Document.QuerySelector("[name='Form.Affirmed']")!.GetAttribute("value");
        page = await page.SubmitAsync("Keep this wording: I can stay two weeks", ("english", "I can stay three weeks"));
        Assert.Contains("I can stay three weeks", page.Text, StringComparison.Ordinal);

        var again = await open.SubmitAsync("Ask to join", ("Form.Affirmed", old));
        Assert.Contains("The group asks for all of these", again.Text, StringComparison.Ordinal);
        Assert.Contains("I can stay three weeks", again.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("two weeks", again.Text, StringComparison.Ordinal);
        await page.SubmitAsync("Ask it no more: I can stay three weeks");
        Assert.Contains("Your request is sent", (await (await reader.GetAsync(open.Path)).SubmitAsync("Ask to join")).Text, StringComparison.Ordinal);
        await using var db = portal.NewContext();
        Assert.Equal(MembershipState.Active, (await db.Memberships.SingleAsync(m => m.Id == membership.Id, Stop)).State);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Nobody_sets_the_rules_of_another_group(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var (kitchen, yard) = (await portal.Data.CreateOrganisationAsync("Kitchen"), await portal.Data.CreateOrganisationAsync("Yard"));
        var condition = new JoinCondition { Id = Ids.New(portal.Clock), OrganisationId = kitchen.Id, Order = 0, Text = LocalText.Of("I can stay two weeks") };
        await portal.Data.SaveAsync(condition);
        using var stranger = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(yard));
        using var volunteer = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/organise/rules?organisation={kitchen.Slug}")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await volunteer.GetAsync("/organise/rules")).Status);
        var page = await stranger.GetAsync("/organise/rules");
        foreach (var (button, path) in new[] { ("Keep the rules", ""), ("Add the condition", "/conditions") })
        {
            page.Form(button).SetAttribute("action", $"/organise/rules/{kitchen.Slug}{path}");
            Assert.Equal(HttpStatusCode.NotFound, (await page.SubmitAsync(button, ("english", "Mine"), ("Form.RestHours", "0"))).Status);
        }

        page = await stranger.GetAsync("/organise/rules");
        page = await page.SubmitAsync("Add the condition", ("english", "Ours"));
        foreach (var (button, path) in new[] { ("Keep this wording: Ours", ""), ("Ask it no more: Ours", "/retire") })
        {
            page.Form(button).SetAttribute("action", $"/organise/rules/{yard.Slug}/conditions/{condition.Id}{path}");
            Assert.Equal(HttpStatusCode.NotFound, (await page.SubmitAsync(button, ("english", "Mine"))).Status);
        }

        await using var db = portal.NewContext();
        Assert.Equal((11, null), ((await db.Organisations.SingleAsync(o => o.Id == kitchen.Id, Stop)).Rules.RestHours, (await db.JoinConditions.SingleAsync(c => c.Id == condition.Id, Stop)).RetiredAt));
        Assert.InRange((await portal.Queries.DuringAsync(() => stranger.GetAsync("/organise/rules"))).Count, 1, 6);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_shift_has_a_phone_of_its_own_which_only_people_with_a_place_and_those_who_run_it_see(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync();
        await using (var db = portal.NewContext())
        {
            await db.Organisations.ExecuteUpdateAsync(set => set.SetProperty(o => o.DutyPhone, "+33 3 00 00 00 10"), Stop);
        }

        var ruth = await portal.Data.CreateSupporterAsync("Ruth");
        await portal.Data.MakeMemberAsync(ruth, kitchen, MembershipRole.ShiftLead);
        var (shift, usual) = (await portal.Data.CreateShiftAsync(kitchen, lead: ruth), await portal.Data.CreateShiftAsync(kitchen, startsIn: TimeSpan.FromDays(9)));
        var anna = await portal.Data.CreateSupporterAsync();
        await portal.Data.CreateBookingAsync(anna, shift);
        await portal.Data.CreateBookingAsync(anna, usual);
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(kitchen));
        using var booked = await portal.SignedInAsync(anna);
        using var leader = await portal.SignedInAsync(ruth);
        using var other = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());

        var edit = await organiser.GetAsync($"/organise/shifts/{shift.Id}/edit");
        Assert.Contains("This is no phone number", (await edit.SubmitAsync("Go on", ("Form.DutyPhone", "ring"))).Text, StringComparison.Ordinal);
        await edit.SubmitAsync("Go on", ("Form.DutyPhone", "+33 3 00 00 00 77"));

        Assert.Contains("+33 3 00 00 00 77", (await booked.GetAsync($"/shifts/{shift.Id}")).Text, StringComparison.Ordinal);
        foreach (var page in new[] { await leader.GetAsync($"/shifts/{shift.Id}"), await organiser.GetAsync($"/shifts/{shift.Id}"), await organiser.GetAsync($"/organise/shifts/{shift.Id}") })
        {
            Assert.Contains("+33 3 00 00 00 77", page.Text, StringComparison.Ordinal);
        }

        Assert.Contains("+33 3 00 00 00 10", (await booked.GetAsync($"/shifts/{usual.Id}")).Text, StringComparison.Ordinal);
        Assert.Contains("+33 3 00 00 00 77", (await booked.GetAsync("/my/shifts")).Text, StringComparison.Ordinal);
        foreach (var page in new[] { await other.GetAsync($"/shifts/{shift.Id}"), await other.GetAsync("/shifts"), await portal.Anonymous().GetAsync($"/shifts/{shift.Id}") })
        {
            Assert.DoesNotContain("00 00 00", page.Source, StringComparison.Ordinal);
        }
    }
}
