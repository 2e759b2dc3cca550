using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core;
using Portal.Core.Accounts;
using Portal.Core.Accounts.Deletion;
using Portal.Core.Circles;
using Portal.Core.Data;
using Portal.Core.Updates;

namespace Portal.Web.Tests.Features.Circles;

/// <summary>Circles on their pages: who sees whom, what hosts do, what is told to administrators, and what is left when nobody hosts one.</summary>
public sealed class CirclePagesTests
{
    private static readonly string[] Names = ["Hanna Host", "Ana Shown", "Bea Shown", "Cem Hidden"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Names_are_seen_by_mutual_consent_and_by_members_alone(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var people = await PeopleAsync(portal, Names);
        var circle = await portal.Data.CreateCircleAsync(people[0]);
        foreach (var (person, shares) in people.Zip([false, true, true, false]).Skip(1))
        {
            await portal.Data.JoinCircleAsync(person, circle, shares);
        }

        using var stranger = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync("Stranger"));
        using var anyone = portal.Anonymous();
        using var cem = await portal.SignedInAsync(people[3]);
        using var hanna = await portal.SignedInAsync(people[0]);
        using var ana = await portal.SignedInAsync(people[1]);

        Assert.Empty(await SeenAsync(anyone, "/circles/lyon"));
        Assert.Empty(await SeenAsync(stranger, "/circles/lyon"));
        Assert.Empty(await SeenAsync(anyone, "/circles"));
        Assert.Equal(["Hanna Host"], await SeenAsync(cem, "/circles/lyon", besides: "Cem Hidden"));
        Assert.Equal(["Hanna Host", "Bea Shown"], await SeenAsync(ana, "/circles/lyon", besides: "Ana Shown"));
        Assert.Equal(["Ana Shown", "Bea Shown"], await SeenAsync(hanna, "/circles/lyon/members", besides: "Hanna Host"));
        Assert.Contains("1 more, whose name you do not see", (await ana.GetAsync("/circles/lyon")).Text, StringComparison.Ordinal);

        // Whoever takes it back neither sees nor is seen from then on.
        var page = await ana.GetAsync("/circles/lyon");
        Assert.Contains("Kept as you chose.", (await page.SubmitAsync("Keep", ("SharesName", null))).Text, StringComparison.Ordinal);
        Assert.Equal(["Hanna Host"], await SeenAsync(ana, "/circles/lyon", besides: "Ana Shown"));
        Assert.Equal(["Bea Shown"], await SeenAsync(hanna, "/circles/lyon/members", besides: "Hanna Host"));
        using var bea = await portal.SignedInAsync(people[2]);
        Assert.Equal(["Hanna Host"], await SeenAsync(bea, "/circles/lyon", besides: "Bea Shown"));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Hosts_alone_answer_ask_and_remove(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var people = await PeopleAsync(portal, Names);
        var circle = await portal.Data.CreateCircleAsync(people[0], isOpen: false);
        using var host = await portal.SignedInAsync(people[0]);
        using var ana = await portal.SignedInAsync(people[1]);
        using var cem = await portal.SignedInAsync(people[3]);

        var asked = await (await ana.GetAsync("/circles/lyon")).SubmitAsync("Ask to join", ("SharesName", "true"), ("Word", "I bake <b>bread</b>."));
        Assert.Contains("Your request is with the hosts.", asked.Text, StringComparison.Ordinal);
        await (await cem.GetAsync("/circles/lyon")).SubmitAsync("Ask to join");
        foreach (var closed in new[] { "/circles/lyon/members", "/circles/lyon/post", "/circles/lyon/write" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await ana.GetAsync(closed)).Status);
            Assert.Equal(HttpStatusCode.OK, (await host.GetAsync(closed)).Status);
        }

        var desk = await host.GetAsync("/circles/lyon/members");
        Assert.Contains("Ana Shown Asked today I bake <b>bread</b>.", desk.Text, StringComparison.Ordinal);
        Assert.Contains("Somebody who keeps their name to themselves", desk.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Cem", desk.Source, StringComparison.Ordinal);
        desk = await desk.SubmitAsync("Yes, welcome: Ana Shown");
        Assert.Contains("They belong to the circle", desk.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await ana.GetAsync("/circles/lyon/members")).Status);
        desk = await desk.SubmitAsync("Not this time: Somebody who keeps their name to themselves");
        Assert.Contains("Nobody waits for an answer.", desk.Text, StringComparison.Ordinal);

        desk = await desk.SubmitAsync("Ask to host with you: Ana Shown");
        Assert.Contains("They are asked by mail.", desk.Text, StringComparison.Ordinal);
        Assert.Contains("You stay a member.", (await (await ana.GetAsync("/circles/lyon")).SubmitAsync("No, thank you")).Text, StringComparison.Ordinal);
        var removing = await host.GetAsync((await host.GetAsync("/circles/lyon/members")).Link("Remove: Ana Shown"));
        Assert.Contains("Please say why", (await removing.SubmitAsync("Remove from the circle", ("Reason", " "))).Text, StringComparison.Ordinal);
        Assert.Contains("are told why", (await removing.SubmitAsync("Remove from the circle", ("Reason", "You sold things here."))).Text, StringComparison.Ordinal);
        Assert.Contains("A host reads your request and answers.", (await ana.GetAsync("/circles/lyon")).Text, StringComparison.Ordinal);
        await using var db = portal.NewContext();
        Assert.Equal(1, await db.CircleMembers.CountAsync(m => m.CircleId == circle.Id && m.Standing == CircleStanding.Active, Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_is_posted_is_read_by_members_and_a_report_reaches_administrators_alone(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var people = await PeopleAsync(portal, Names);
        var circle = await portal.Data.CreateCircleAsync(people[0]);
        await portal.Data.JoinCircleAsync(people[1], circle);
        using var host = await portal.SignedInAsync(people[0]);
        using var ana = await portal.SignedInAsync(people[1]);
        using var stranger = await portal.SignedInAsync(people[3]);
        using var admin = await portal.SignedInAsync(await portal.Data.CreateAdministratorAsync());

        var posted = await (await host.GetAsync("/circles/lyon/post")).SubmitAsync("Post", ("Form.Title", "Tea on Sunday"), ("Form.Body", "Bring a cup."));
        Assert.Contains("Posted. Members see it now.", posted.Text, StringComparison.Ordinal);
        Assert.Contains("Bring a cup.", (await ana.GetAsync("/circles/lyon")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Bring a cup.", (await stranger.GetAsync("/circles/lyon")).Source, StringComparison.Ordinal);
        await using var db = portal.NewContext();
        var post = await db.Updates.Select(u => u.Id).SingleAsync(Stop);
        Assert.Equal(HttpStatusCode.OK, (await ana.GetAsync($"/updates/{post}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/updates/{post}")).Status);

        // Whoever does not belong to it learns no title by reporting.
        Assert.DoesNotContain("Tea on Sunday", (await stranger.GetAsync($"/circles/lyon/report?post={post}")).Source, StringComparison.Ordinal);
        var form = await ana.GetAsync($"/circles/lyon/report?post={post}");
        Assert.Contains("It is about: Tea on Sunday", form.Text, StringComparison.Ordinal);
        Assert.Contains("Please say what is wrong", (await form.SubmitAsync("Tell the administrators", ("Form.What", " "))).Text, StringComparison.Ordinal);
        Assert.Contains("It is sealed", (await form.SubmitAsync("Tell the administrators", ("Form.What", "They sell the cups."))).Text, StringComparison.Ordinal);
        var told = await db.PersonConcerns.AsNoTracking().SingleAsync(Stop);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), ((await admin.GetAsync($"/concerns/{told.Id}")).Status, (await host.GetAsync($"/concerns/{told.Id}")).Status));

        Assert.Contains("Taken back.", (await (await admin.GetAsync($"/admin/circles/{circle.Id}")).SubmitAsync("Take back: Tea on Sunday")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Bring a cup.", (await ana.GetAsync("/circles/lyon")).Source, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_host_deletes_the_account_and_the_circle_rests_until_a_member_hosts_it(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var people = await PeopleAsync(portal, Names);
        var circle = await portal.Data.CreateCircleAsync(people[0]);
        await portal.Data.JoinCircleAsync(people[1], circle, sharesName: true);
        await portal.Services.GetRequiredService<CirclePosts>().PostAsync(people[0].Id, circle.Id, new UpdateText("Tea on Sunday", "Bring a cup.", Severity.Normal, "en"), Ids.New(portal.Clock), Stop);
        using var ana = await portal.SignedInAsync(people[1]);
        using var admin = await portal.SignedInAsync(await portal.Data.CreateAdministratorAsync());

        await portal.RunAsync<DeletionService, AskDeletionOutcome>(s => s.AskAsync(people[0].Id, atOnce: true, Stop));
        await portal.RunAsync<AccountEraser, int>(eraser => eraser.RunAsync(Stop));
        portal.Clock.Advance(AccountEraser.MailWait);
        Assert.Equal(1, await portal.RunAsync<AccountEraser, int>(eraser => eraser.RunAsync(Stop)));
        var page = await ana.GetAsync("/circles/lyon");
        Assert.Contains("This circle looks for a host. If nobody is found within 60 days, it goes to rest.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Bring a cup.", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Hanna", page.Source, StringComparison.Ordinal);
        Assert.DoesNotContain("Hanna", (await admin.GetAsync($"/admin/circles/{circle.Id}")).Source, StringComparison.Ordinal);

        portal.Clock.Advance(TimeSpan.FromDays(SupporterCircle.DaysWithoutHost));
        Assert.Equal(1, await portal.Services.GetRequiredService<CircleRest>().RestDueAsync(Stop));
        using var again = await portal.SignedInAsync(people[1]);
        using var outside = await portal.SignedInAsync(people[3]);
        using var desk = await portal.SignedInAsync(await portal.Data.CreateAdministratorAsync());
        Assert.Contains("Nobody can join it just now.", (await outside.GetAsync("/circles/lyon")).Text, StringComparison.Ordinal);
        var offered = await (await again.GetAsync("/circles/lyon")).SubmitAsync("Offer to host it");
        Assert.Contains("You offered to host it.", offered.Text, StringComparison.Ordinal);
        Assert.Contains("has a host, and is awake", (await (await desk.GetAsync($"/admin/circles/{circle.Id}")).SubmitAsync("Yes: Ana Shown")).Text, StringComparison.Ordinal);
        Assert.Contains("You host it", (await again.GetAsync("/circles/lyon")).Text, StringComparison.Ordinal);
        Assert.Contains("Welcome: you belong to this circle.", (await (await outside.GetAsync("/circles/lyon")).SubmitAsync("Join this circle")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_ask_as_much_of_the_database_for_five_hundred_as_for_ten()
    {
        await using var portal = await PortalFactory.StartAsync();
        var host = await portal.Data.CreateSupporterAsync("Hanna Host");
        var circle = await portal.Data.CreateCircleAsync(host);
        using var visitor = await portal.SignedInAsync(host);
        using var anyone = portal.Anonymous();
        string[] addresses = ["/circles", "/circles?text=we", "/circles/lyon", "/circles/lyon/members", "/my/circles"];
        await FillAsync(10);
        var few = await CountAsync();
        await FillAsync(490);

        Assert.Equal(few, await CountAsync());
        Assert.Equal(50, (await anyone.GetAsync("/circles?language=fr")).Document.QuerySelectorAll(".tiles > li").Length);

        async Task<List<int>> CountAsync()
        {
            List<int> counts = [];
            foreach (var address in addresses)
            {
                await visitor.GetAsync(address);
                counts.Add((await portal.Queries.DuringAsync(() => visitor.GetAsync(address))).Count);
            }

            return counts;
        }

        async Task FillAsync(int count)
        {
            var now = portal.Clock.GetUtcNow();
            await using var db = portal.NewContext();
            for (var number = 0; number < count; number++)
            {
                var person = await portal.Data.CreateSupporterAsync();
                var (member, other) = (Member(circle.Id, person.Id), NewCircle(now, host.Id));
                var hosting = Member(other.Id, host.Id);
                member.TryJoin(sharesName: true, now);
                hosting.Found(now);
                other.TryDecide(approve: true, reason: null, now);
                db.AddRange(member, other, hosting);
            }

            await db.SaveChangesAsync(Stop);
        }

        CircleMember Member(Guid circleId, Guid personId) => new() { Id = Ids.New(portal.Clock), CircleId = circleId, SupporterId = personId };

        SupporterCircle NewCircle(DateTimeOffset now, Guid proposer)
        {
            var id = Ids.New(portal.Clock);
            return new() { Id = id, Slug = $"c-{id}"[..38], Name = $"Circle {id}", Purpose = "We meet.", Sought = "we meet.", Languages = ["fr"], Country = "FR", IsOpen = true, ProposedById = proposer, ProposedAt = now };
        }
    }

    // Which of the names stand in a page, without that of whoever looks.
    private static async Task<IEnumerable<string>> SeenAsync(FormClient visitor, string address, string besides = "")
    {
        var page = await visitor.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, page.Status);
        return Names.Where(name => name != besides && page.Source.Contains(name, StringComparison.Ordinal));
    }

    private static async Task<List<Supporter>> PeopleAsync(PortalFactory portal, IEnumerable<string> names)
    {
        List<Supporter> people = [];
        foreach (var name in names)
        {
            people.Add(await portal.Data.CreateSupporterAsync(name));
        }

        return people;
    }
}
