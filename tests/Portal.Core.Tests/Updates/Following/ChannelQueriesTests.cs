using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Updates;
using Portal.Core.Updates.Following;

namespace Portal.Core.Tests.Updates.Following;

public sealed class ChannelQueriesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task One_reads_what_is_for_everyone_for_ones_groups_and_for_ones_shifts(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (organisation, other) = (await portal.Data.CreateOrganisationAsync("Wood"), await portal.Data.CreateOrganisationAsync("Food"));
        var (mine, theirs) = (await portal.Data.CreateShiftAsync(organisation), await portal.Data.CreateShiftAsync(other));
        var member = await portal.Data.CreateSupporterAsync();
        await portal.Data.MakeMemberAsync(member, organisation);
        await portal.Data.CreateBookingAsync(member, mine);

        Assert.Equal(["public"], (await SightAsync(portal, null)).Readable);
        Assert.Equal(["public", "community"], (await SightAsync(portal, await portal.Data.CreateSupporterAsync())).Readable);
        var sight = await SightAsync(portal, member);
        Assert.Equal(["public", "community", $"organisation:{organisation.Slug}", $"shift:{mine.Id}"], sight.Readable);
        Assert.Equal(("Wood", "Kitchen"), (sight.Find($"organisation:{organisation.Slug}")!.Organisation, sight.Find($"shift:{mine.Id}")!.Activity!.In("en")));
        Assert.Null(sight.Find($"shift:{theirs.Id}"));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_shift_is_open_to_whoever_has_a_place_on_it_or_leads_it_until_two_days_after(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var shift = await portal.Data.CreateShiftAsync(await portal.Data.CreateOrganisationAsync());
        var channel = Channel.OfShift(shift.Id);
        var lead = await portal.Data.CreateSupporterAsync();
        await using (var db = portal.NewContext())
        {
            await db.Shifts.ExecuteUpdateAsync(set => set.SetProperty(s => s.LeadId, lead.Id), Stop);
        }

        var open = new List<Supporter> { lead };
        var shut = new List<Supporter>();
        foreach (var state in Enum.GetValues<BookingState>())
        {
            var person = await portal.Data.CreateSupporterAsync();
            await portal.Data.CreateBookingAsync(person, shift, state);
            (state is BookingState.Confirmed or BookingState.SeekingCover or BookingState.CheckedIn or BookingState.Completed ? open : shut).Add(person);
        }

        Assert.All(await ReadAsync(portal, open), channels => Assert.Contains(channel, channels));
        Assert.All(await ReadAsync(portal, shut), channels => Assert.DoesNotContain(channel, channels));

        portal.Clock.SetUtcNow(shift.EndsAt + TimeSpan.FromDays(2) - TimeSpan.FromMinutes(1));
        Assert.All(await ReadAsync(portal, open), channels => Assert.Contains(channel, channels));
        portal.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.All(await ReadAsync(portal, open), channels => Assert.DoesNotContain(channel, channels));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_membership_opens_its_channel_while_it_is_active(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var channel = Channel.OfOrganisation(organisation.Slug);
        var member = await portal.Data.CreateSupporterAsync();
        await portal.Data.MakeMemberAsync(member, organisation);
        await using (var db = portal.NewContext())
        {
            await db.Memberships.ExecuteUpdateAsync(set => set.SetProperty(m => m.EndsAt, portal.Clock.GetUtcNow().AddDays(1)), Stop);
        }

        var asking = await portal.Data.CreateSupporterAsync();
        await portal.Data.MakeMemberAsync(asking, organisation, state: MembershipState.Requested);
        var gone = await portal.Data.CreateSupporterAsync();
        await portal.Data.MakeMemberAsync(gone, organisation, state: MembershipState.Ended);

        Assert.Contains(channel, (await SightAsync(portal, member)).Readable);
        Assert.DoesNotContain(channel, (await SightAsync(portal, asking)).Readable);
        Assert.DoesNotContain(channel, (await SightAsync(portal, gone)).Readable);
        portal.Clock.Advance(TimeSpan.FromDays(2));
        Assert.DoesNotContain(channel, (await SightAsync(portal, member)).Readable);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_is_muted_is_left_out_but_for_what_is_urgent_and_concerns_ones_shifts(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (busy, idle) = (await portal.Data.CreateOrganisationAsync("Busy"), await portal.Data.CreateOrganisationAsync("Idle"));
        var shift = await portal.Data.CreateShiftAsync(busy);
        var member = await portal.Data.CreateSupporterAsync();
        await portal.Data.MakeMemberAsync(member, busy);
        await portal.Data.MakeMemberAsync(member, idle);
        await portal.Data.CreateBookingAsync(member, shift);
        var (own, other, place) = (Channel.OfOrganisation(busy.Slug), Channel.OfOrganisation(idle.Slug), Channel.OfShift(shift.Id));
        foreach (var (organisation, channel) in new[] { (busy, Channel.Public), (busy, Channel.Community), (busy, own), (idle, other), (busy, place) })
        {
            var organiser = await portal.Data.CreateOrganiserAsync(organisation);
            foreach (var severity in new[] { Severity.Normal, Severity.Urgent })
            {
                var posted = await portal.RunAsync<UpdateService, UpdateOutcome>(s => s.PostAsync(
                    organiser.Id, organisation.Id, channel, new UpdateText($"{severity}", channel, severity, "en"), Ids.New(portal.Clock), Stop));
                Assert.Equal(UpdateResult.Done, posted.Result);
            }
        }

        Assert.Equal(10, (await ListAsync(portal, member)).Count);
        await portal.RunAsync<ChannelMutes, bool>(async m =>
        {
            await m.KeepAsync(member.Id, [], Stop);
            return true;
        });

        Assert.Equal(
            new[] { ("public", Severity.Normal), ("public", Severity.Urgent), (own, Severity.Urgent), (place, Severity.Urgent) }.Order(),
            (await ListAsync(portal, member)).Order());
        var heads = (await SightAsync(portal, member)).Heads;
        Assert.Equal(new[] { "public", own, place }.Order(StringComparer.Ordinal), heads.Keys.Order(StringComparer.Ordinal));

        await portal.RunAsync<ChannelMutes, bool>(async m =>
        {
            await m.KeepAsync(member.Id, [Channel.Community, other, "organisation:unknown"], Stop);
            return true;
        });
        Assert.Equal(8, (await ListAsync(portal, member)).Count);
        portal.Clock.SetUtcNow(shift.EndsAt.AddMinutes(1));
        Assert.Equal([place, own], (await SightAsync(portal, member)).Channels.Where(c => c.IsMuted).Select(c => c.Name).Reverse());
        Assert.Empty((await SightAsync(portal, member)).UrgentOnly);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_organisation_posts_to_its_own_channels_only(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (organisation, other) = (await portal.Data.CreateOrganisationAsync(), await portal.Data.CreateOrganisationAsync());
        var (organiser, theirs) = (await portal.Data.CreateOrganiserAsync(organisation), await portal.Data.CreateShiftAsync(other));

        foreach (var channel in new[] { Channel.OfOrganisation(other.Slug), Channel.OfShift(theirs.Id), Channel.OfShift(Guid.Empty), "organisation:", "shift:1", $"shift:{theirs.Id:N}", "everyone", "" })
        {
            var outcome = await portal.RunAsync<UpdateService, UpdateOutcome>(s => s.PostAsync(
                organiser.Id, organisation.Id, channel, new UpdateText("Tea", "Hot", Severity.Normal, "en"), Ids.New(portal.Clock), Stop));
            Assert.Equal([UpdateFault.ChannelUnknown], outcome.Faults);
        }

        await using var db = portal.NewContext();
        Assert.Equal(["community", "public"], await db.Channels.Select(c => c.Name).OrderBy(n => n).ToListAsync(Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_channel_begins_with_its_first_number_however_many_post_at_once(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var organiser = await portal.Data.CreateOrganiserAsync(organisation);
        var channel = Channel.OfOrganisation(organisation.Slug);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => portal.RunAsync<UpdateService, UpdateOutcome>(s => s.PostAsync(
            organiser.Id, organisation.Id, channel, new UpdateText("Tea", "Hot", Severity.Normal, "en"), Ids.New(portal.Clock), Stop))));

        await using var db = portal.NewContext();
        Assert.Equal(Enumerable.Range(1, 20).Select(n => (long)n), await db.ChannelEvents.Where(e => e.Channel == channel).OrderBy(e => e.Seq).Select(e => e.Seq).ToListAsync(Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_was_pointed_out_goes_on_record_with_the_reason_and_never_its_words(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var organiser = await portal.Data.CreateOrganiserAsync(organisation);
        var text = new UpdateText("Ring us", "The office: 03 21 00 00 00", Severity.Normal, "en");

        Assert.Equal([UpdateFault.Unsafe], (await PostAsync(text)).Faults);
        var posted = await PostAsync(text with { WhySafe = "the public number of the office" });
        Assert.Equal([UpdateFault.Unsafe], (await EditAsync(text with { Body = "Now 03 21 00 00 01" })).Faults);
        await EditAsync(text with { Body = "Now 03 21 00 00 01", WhySafe = "it changed" });
        await EditAsync(text with { Body = "No number" }, version: 1);

        var entries = await portal.Data.RecordAsync("update.posted-with-risk");
        Assert.Equal(["PhoneNumber: it changed", "PhoneNumber: the public number of the office"], entries.Select(e => e.Detail).Order(StringComparer.Ordinal));
        Assert.All(entries, e => Assert.Equal((organiser.Id, posted.UpdateId!.Value, organisation.Id), (e.ActorId!.Value, e.SubjectId, e.OrganisationId!.Value)));

        Task<UpdateOutcome> PostAsync(UpdateText written) => portal.RunAsync<UpdateService, UpdateOutcome>(s => s.PostAsync(organiser.Id, organisation.Id, Channel.Public, written, Ids.New(portal.Clock), Stop));

        Task<UpdateOutcome> EditAsync(UpdateText written, int version = 0) => portal.RunAsync<UpdateService, UpdateOutcome>(s => s.EditAsync(organiser.Id, posted.UpdateId!.Value, version, written, Stop));
    }

    private static Task<ChannelSight> SightAsync(TestPortal portal, Supporter? reader) => portal.RunAsync<ChannelQueries, ChannelSight>(q => q.ReadAsync(reader?.Id, Stop));

    private static async Task<IReadOnlyList<IReadOnlyList<string>>> ReadAsync(TestPortal portal, IEnumerable<Supporter> people)
    {
        var live = await portal.RunAsync<LiveReaderQueries, IReadOnlyDictionary<Guid, LiveReader>>(q => q.ReadAsync([.. people.Select(p => p.Id)], Stop));
        var seen = new List<IReadOnlyList<string>>();
        foreach (var person in people)
        {
            var readable = (await SightAsync(portal, person)).Readable;
            // What the pages show and what may be followed live is the same.
            Assert.All(readable, channel => Assert.True(live[person.Id].MayRead(channel)));
            Assert.Equal(readable.Count - 2, live[person.Id].Own.Count);
            seen.Add(readable);
        }

        return seen;
    }

    private static async Task<List<(string Channel, Severity Severity)>> ListAsync(TestPortal portal, Supporter reader)
    {
        var sight = await SightAsync(portal, reader);
        return [.. (await portal.RunAsync<UpdateQueries, UpdatePage>(q => q.ListAsync(sight, 1, Stop))).Updates.Select(u => (u.Channel, u.Severity))];
    }
}
