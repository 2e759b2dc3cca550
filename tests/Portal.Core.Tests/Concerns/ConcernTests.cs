using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Accounts;
using Portal.Core.Concerns;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Organisations;
using Portal.Core.Privacy.Audit;
using Portal.Core.Privacy.Export;
using Portal.Core.Privacy.Retention;
using Portal.Core.Tests.Accounts.Deletion;

namespace Portal.Core.Tests.Concerns;

public sealed class ConcernTests
{
    private const string About = "The driver with the red scarf";
    private const string What = "He followed me to my tent.\nTwice.";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Nobody_of_the_organisation_named_reads_it_whatever_they_are_and_nobody_reads_their_own(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (kitchen, woodyard) = (await portal.Data.CreateOrganisationAsync(), await portal.Data.CreateOrganisationAsync());
        var (samira, within, asks, gone) = (await portal.Data.CreateAdministratorAsync(), await portal.Data.CreateAdministratorAsync(), await portal.Data.CreateAdministratorAsync(), await portal.Data.CreateAdministratorAsync());
        var tells = await portal.Data.CreateAdministratorAsync();
        await portal.Data.MakeMemberAsync(within, kitchen);
        await portal.Data.MakeMemberAsync(asks, kitchen, state: MembershipState.Requested);
        var past = await portal.Data.MakeMemberAsync(gone, kitchen, state: MembershipState.Ended);
        await using (var db = portal.NewContext())
        {
            await db.Memberships.Where(m => m.Id == past.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.EndsAt, TestPortal.Begin.AddDays(-1)), Stop);
        }

        var (camille, mona) = (await portal.Data.CreateOrganiserAsync(kitchen), await portal.Data.CreateOrganiserAsync(woodyard));

        Assert.Equal(TellResult.Told, await TellAsync(portal, new(About, What, kitchen.Id, null), tells));

        Assert.Equal(new[] { samira.Id, gone.Id }.Order(), (await portal.MailAsync(ConcernToldLetter.Name)).Select(m => m.SupporterId!.Value).Order());
        var id = Assert.Single(await Reading(portal).ListAsync(samira.Id, Stop)).Id;
        foreach (var nobody in new[] { within, asks, tells, camille, mona })
        {
            Assert.Empty(await Reading(portal).ListAsync(nobody.Id, Stop));
            Assert.Null(await Reading(portal).ReadAsync(nobody.Id, id, Stop));
            Assert.False(await Care(portal).TakeAsync(nobody.Id, id, null, Stop));
        }

        Assert.Equal(What, (await Reading(portal).ReadAsync(samira.Id, id, Stop))!.What);
        // Who joins the organisation named later reads it no more.
        await portal.Data.MakeMemberAsync(samira, kitchen);
        Assert.Null(await Reading(portal).ReadAsync(samira.Id, id, Stop));
        Assert.NotNull(await Reading(portal).ReadAsync(gone.Id, id, Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task It_is_sealed_and_each_look_is_on_record_and_no_letter_says_a_word_of_it(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (kitchen, woodyard) = (await portal.Data.CreateOrganisationAsync("Kitchen of Calais"), await portal.Data.CreateOrganisationAsync());
        var (mona, samira) = (await portal.Data.CreateOrganiserAsync(woodyard), await portal.Data.CreateAdministratorAsync());

        Assert.Equal(TellResult.Told, await TellAsync(portal, new(About, What, kitchen.Id, woodyard.Id) { Contact = "quiet@example.org" }));

        Assert.Empty(await Reading(portal).ListAsync(samira.Id, Stop));
        var id = Assert.Single(await Reading(portal).ListAsync(mona.Id, Stop)).Id;
        var opened = await Reading(portal).ReadAsync(mona.Id, id, Stop);
        Assert.Equal((About, What, "quiet@example.org"), (opened!.About, opened.What, opened.WriteTo!.Address));
        await using var db = portal.NewContext();
        Assert.Equal((mona.Id, id, (Guid?)null), (await portal.Data.RecordAsync(ConcernReading.Action)).Select(a => (a.ActorId!.Value, a.SubjectId, a.OrganisationId)).Single());
        var row = await db.PersonConcerns.AsNoTracking().SingleAsync(Stop);
        Assert.True(await db.DataKeys.AnyAsync(k => k.SubjectId == id, Stop));
        Assert.DoesNotContain("tent", Encoding.Latin1.GetString(row.Sealed), StringComparison.Ordinal);
        var letter = (await Letters.WriteAsync(portal, ConcernToldLetter.Name, mona)).Words();
        foreach (var word in new[] { "scarf", "tent", "Kitchen", "quiet@" })
        {
            Assert.DoesNotContain(word, letter, StringComparison.OrdinalIgnoreCase);
        }

        // Where it cannot be opened, and where the look cannot be written down, there is no answer.
        await db.DataKeys.Where(k => k.SubjectId == id).ExecuteDeleteAsync(Stop);
        Assert.Null(await Reading(portal).ReadAsync(mona.Id, id, Stop));
        Assert.Equal(1, await db.AuditEntries.CountAsync(a => a.Action == ConcernReading.Action, Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Nothing_is_stored_where_nobody_could_read_it(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (kitchen, woodyard, empty) = (await portal.Data.CreateOrganisationAsync(), await portal.Data.CreateOrganisationAsync(), await portal.Data.CreateOrganisationAsync());
        var (within, both) = (await portal.Data.CreateAdministratorAsync(), await portal.Data.CreateOrganiserAsync(woodyard));
        await portal.Data.MakeMemberAsync(within, kitchen);

        Assert.Equal(TellResult.NobodyReads, await TellAsync(portal, new(About, What, kitchen.Id, null)));
        Assert.Equal(TellResult.NobodyReads, await TellAsync(portal, new(About, What, null, null), within));
        Assert.Equal(TellResult.NobodyReads, await TellAsync(portal, new(About, What, kitchen.Id, empty.Id)));
        Assert.Equal(TellResult.SameOrganisation, await TellAsync(portal, new(About, What, woodyard.Id, woodyard.Id)));
        Assert.Equal(TellResult.Unfit, await TellAsync(portal, new(About, What, Guid.Empty, null)));
        Assert.Equal(TellResult.Unfit, await TellAsync(portal, new(" ", What, null, null)));
        Assert.Equal(TellResult.Unfit, await TellAsync(portal, new(About, new string('x', NewConcern.WhatLength + 1), null, null)));
        await portal.Data.MakeMemberAsync(both, kitchen);
        Assert.Equal(TellResult.NobodyReads, await TellAsync(portal, new(About, What, kitchen.Id, woodyard.Id)));

        await using var db = portal.NewContext();
        Assert.Equal((0, 0, 0), (await db.PersonConcerns.CountAsync(Stop), await db.DataKeys.CountAsync(Stop), await db.Messages.CountAsync(Stop)));
        var choices = await Telling(portal).ChoicesAsync(both.Id, Stop);
        Assert.Equal((3, 0), (choices.Count, choices.Count(choice => choice.HasReaders)));
        Assert.Equal(woodyard.Id, Assert.Single(await Telling(portal).ChoicesAsync(null, Stop), choice => choice.HasReaders).Id);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_told_it_is_shown_only_if_they_said_so_and_goes_with_their_account(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (samira, ruth) = (await portal.Data.CreateAdministratorAsync(), await portal.Data.CreateSupporterAsync("Ruth"));
        await TellAsync(portal, new(About, What, null, null) { MayWrite = true }, ruth);
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await TellAsync(portal, new(About, What, null, null), ruth);
        var lines = await Reading(portal).ListAsync(samira.Id, Stop);

        Assert.Equal(new ConcernReporter("Ruth", ruth.Email!), (await Reading(portal).ReadAsync(samira.Id, lines[1].Id, Stop))!.WriteTo);
        Assert.Null((await Reading(portal).ReadAsync(samira.Id, lines[0].Id, Stop))!.WriteTo);
        var told = (await portal.RunAsync<PersonalData, ExportDocument>(d => d.ReadAsync(ruth.Id, Stop))).Sections.Single(s => s.Name == "ConcernsTold");
        Assert.Equal(2, told.Rows.Count);
        Assert.DoesNotContain(told.Rows.SelectMany(r => r.Fields), field => field.Value is byte[] || $"{field.Value}".Contains("tent", StringComparison.Ordinal));

        Assert.Equal(1, await portal.EraseAtOnceAsync(ruth));
        Assert.Null((await Reading(portal).ReadAsync(samira.Id, lines[1].Id, Stop))!.WriteTo);
        await using var db = portal.NewContext();
        Assert.Equal(2, await db.PersonConcerns.CountAsync(c => c.ReporterId == null, Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task One_of_many_takes_it_up_and_only_they_close_it_and_it_is_erased_with_its_key(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var readers = new List<Supporter>();
        for (var n = 0; n < 4; n++)
        {
            readers.Add(await portal.Data.CreateAdministratorAsync($"Reader {n}"));
        }

        await TellAsync(portal, new(About, What, null, null));
        var id = (await Reading(portal).ListAsync(readers[0].Id, Stop))[0].Id;

        var taken = await Task.WhenAll(readers.Select(reader => Task.Run(() => Care(portal).TakeAsync(reader.Id, id, null, Stop))));
        var mine = readers[Array.IndexOf(taken, true)];
        Assert.Single(taken, isTaken => isTaken);
        var other = readers.First(reader => reader != mine);
        Assert.False(await Care(portal).CloseAsync(other.Id, id, ConcernOutcome.Acted, null, Stop));
        Assert.False(await Care(portal).TakeAsync(other.Id, id, other.Id, Stop));
        Assert.True(await Care(portal).TakeAsync(other.Id, id, mine.Id, Stop));
        Assert.False(await Care(portal).CloseAsync(mine.Id, id, ConcernOutcome.Acted, null, Stop));
        Assert.True(await Care(portal).CloseAsync(other.Id, id, ConcernOutcome.ToldOn, "Spoke with both.", Stop));
        Assert.False(await Care(portal).TakeAsync(mine.Id, id, other.Id, Stop));

        var opened = await Reading(portal).ReadAsync(mine.Id, id, Stop);
        Assert.Equal((ConcernOutcome.ToldOn, "Spoke with both."), (opened!.Line.Outcome, opened.Note));
        await using var db = portal.NewContext();
        Assert.Equal(["concern.close", "concern.read", "concern.take", "concern.take"], await db.AuditEntries.OrderBy(a => a.Action).Select(a => a.Action).ToListAsync(Stop));

        portal.Clock.Advance(TimeSpan.FromDays(364));
        await TellAsync(portal, new(About, "Another, later.", null, null));
        await portal.RunAsync<RetentionService, string>(s => s.RunAsync(Stop));
        Assert.Equal((2, 2), (await db.PersonConcerns.CountAsync(Stop), await KeysAsync(db)));
        portal.Clock.Advance(TimeSpan.FromDays(3));
        await portal.RunAsync<RetentionService, string>(s => s.RunAsync(Stop));
        Assert.Equal((1, 1), (await db.PersonConcerns.CountAsync(Stop), await KeysAsync(db)));
        portal.Clock.Advance(TimeSpan.FromDays(732));
        await portal.RunAsync<RetentionService, string>(s => s.RunAsync(Stop));
        Assert.Equal((0, 0), (await db.PersonConcerns.CountAsync(Stop), await KeysAsync(db)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Whoever_leaves_the_organisation_named_learns_nothing_by_that(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (kitchen, woodyard) = (await portal.Data.CreateOrganisationAsync(), await portal.Data.CreateOrganisationAsync());
        var (ruth, other) = (await portal.Data.CreateOrganiserAsync(woodyard), await portal.Data.CreateOrganiserAsync(woodyard));
        var hers = await portal.Data.MakeMemberAsync(ruth, kitchen);
        Assert.Equal(TellResult.Told, await TellAsync(portal, new(About, What, kitchen.Id, woodyard.Id)));
        Assert.Empty(await Reading(portal).ListAsync(ruth.Id, Stop));

        portal.Clock.Advance(TimeSpan.FromHours(1));
        var left = portal.Clock.GetUtcNow();
        await using var db = portal.NewContext();
        await db.Memberships.Where(m => m.Id == hers.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MembershipState.Ended).SetProperty(m => m.EndsAt, left), Stop);
        Assert.Empty(await Reading(portal).ListAsync(ruth.Id, Stop));
        Assert.Null(await Reading(portal).ReadAsync(ruth.Id, Assert.Single(await Reading(portal).ListAsync(other.Id, Stop)).Id, Stop));

        // What is told when they are gone is none of their past.
        portal.Clock.Advance(TimeSpan.FromHours(1));
        await TellAsync(portal, new(About, "Another, later.", kitchen.Id, woodyard.Id));
        Assert.Single(await Reading(portal).ListAsync(ruth.Id, Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_form_that_is_sent_six_times_is_one_concern_and_nothing_invisible_is_one(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.Data.CreateAdministratorAsync();
        var concern = new NewConcern(About, What, null, null) { Key = Ids.New(portal.Clock) };

        var told = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => TellAsync(portal, concern))));

        Assert.All(told, result => Assert.Equal(TellResult.Told, result));
        Assert.Equal(TellResult.Unfit, await TellAsync(portal, new("\u200b\u2060", What, null, null)));
        Assert.Equal(TellResult.Unfit, await TellAsync(portal, new(About, "\u00ad", null, null)));
        await using var db = portal.NewContext();
        Assert.NotEqual(concern.Key, (await db.PersonConcerns.SingleAsync(Stop)).Id);
        Assert.Equal(1, await db.Messages.CountAsync(Stop));
    }

    // Those of the record's months are not theirs.
    private static async Task<int> KeysAsync(PortalDbContext db) =>
        (await db.DataKeys.Select(k => k.SubjectId).ToListAsync(Stop)).Except(AuditBoxes.Months(TestPortal.Begin, TestPortal.Begin.AddYears(9))).Count();

    private static Task<TellResult> TellAsync(TestPortal portal, NewConcern concern, Supporter? reporter = null) => Telling(portal).TellAsync(reporter?.Id, concern, Stop);

    private static ConcernTelling Telling(TestPortal portal) => portal.Services.GetRequiredService<ConcernTelling>();

    private static ConcernReading Reading(TestPortal portal) => portal.Services.GetRequiredService<ConcernReading>();

    private static ConcernCare Care(TestPortal portal) => portal.Services.GetRequiredService<ConcernCare>();
}
