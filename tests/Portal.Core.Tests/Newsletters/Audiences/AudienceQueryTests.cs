using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Audiences;
using Portal.Core.Newsletters.Subscriptions;
using Portal.Core.Organisations;

namespace Portal.Core.Tests.Newsletters.Audiences;

/// <summary>Whom a newsletter reaches: every person is counted once, under the first reason that holds.</summary>
public sealed class AudienceQueryTests
{
    private static readonly Guid Shelter = Guid.CreateVersion7();

    private static readonly Guid Kitchen = Guid.CreateVersion7();

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Nobody_but_confirmed_readers_is_reached_and_the_others_are_counted_by_where_they_stand(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.AddReadersAsync(3);
        await portal.AddReadersAsync(2, "fr");
        await portal.AddReadersAsync(4, state: SubscriberState.Pending);
        await portal.AddReadersAsync(5, state: SubscriberState.Unsubscribed);
        await portal.AddReadersAsync(1, state: SubscriberState.Suppressed);

        var audience = await AudienceAsync(portal, AudienceConditions.Everyone);

        Assert.Equal((5, 3, 2), (audience.Recipients, audience.ByLanguage["en"], audience.ByLanguage["fr"]));
        Assert.Equal([(LeftOut.Unconfirmed, 4), (LeftOut.Left, 5), (LeftOut.Suppressed, 1)], audience.Out);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Conditions_are_combined_and_the_first_reason_that_holds_is_the_one_that_counts(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await AddAsync(portal, "both@example.org", "fr", "FR", [Shelter]);
        await AddAsync(portal, "no-topic-hears-all@example.org", "fr", "BE", []);
        await AddAsync(portal, "other-language-and-country@example.org", "en", "GB", [Kitchen]);
        await AddAsync(portal, "other-country-and-topic@example.org", "fr", "GB", [Kitchen]);
        await AddAsync(portal, "said-no-country@example.org", "fr", null, [Shelter]);
        await AddAsync(portal, "other-topic@example.org", "fr", "FR", [Kitchen]);

        var conditions = new AudienceConditions { Languages = ["fr"], Countries = ["FR", "BE"], Topics = [Shelter] };
        var audience = await AudienceAsync(portal, conditions);

        Assert.Equal(["both@example.org", "no-topic-hears-all@example.org"], await ReachedAsync(portal, conditions));
        Assert.Equal(2, audience.Recipients);
        Assert.Equal([(LeftOut.Language, 1), (LeftOut.Country, 2), (LeftOut.Topic, 1)], audience.Out);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Volunteers_of_an_organisation_are_its_members_and_those_who_booked_there(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (here, there) = (await portal.Data.CreateOrganisationAsync(), await portal.Data.CreateOrganisationAsync());
        var shift = await portal.Data.CreateShiftAsync(here);
        await portal.Data.MakeMemberAsync(await AccountAsync(portal, "member@example.org"), here);
        await portal.Data.MakeMemberAsync(await AccountAsync(portal, "asks-only@example.org"), here, state: MembershipState.Requested);
        await portal.Data.MakeMemberAsync(await AccountAsync(portal, "elsewhere@example.org"), there);
        await portal.Data.MakeMemberAsync(await AccountAsync(portal, "not-theirs@example.org", confirmed: false), here);
        await portal.Data.CreateBookingAsync(await AccountAsync(portal, "booked@example.org"), shift);
        await portal.Data.CreateBookingAsync(await AccountAsync(portal, "gave-back@example.org"), shift, BookingState.CancelledByVolunteer);
        await AddAsync(portal, "no-account@example.org", "en", null, []);

        var conditions = new AudienceConditions { VolunteersOf = here.Id };

        Assert.Equal(["booked@example.org", "member@example.org"], await ReachedAsync(portal, conditions));
        Assert.Equal([(LeftOut.NoVolunteer, 5)], (await AudienceAsync(portal, conditions)).Out);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Quiet_people_have_an_account_and_no_booking_of_the_last_six_months_nor_one_that_is_coming(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        await BookedAsync(portal, organisation, "long-ago@example.org", startsIn: -TimeSpan.FromDays(190));
        await BookedAsync(portal, organisation, "lately@example.org", startsIn: -TimeSpan.FromDays(170));
        await BookedAsync(portal, organisation, "coming@example.org", startsIn: TimeSpan.FromDays(3));
        await BookedAsync(portal, organisation, "gave-back@example.org", startsIn: TimeSpan.FromDays(3), BookingState.CancelledByVolunteer);
        await AccountAsync(portal, "never@example.org");
        await AddAsync(portal, "no-account@example.org", "en", null, []);

        var conditions = new AudienceConditions { Quiet = true };

        Assert.Equal(["gave-back@example.org", "long-ago@example.org", "never@example.org"], await ReachedAsync(portal, conditions));
        Assert.Equal([(LeftOut.NoAccount, 1), (LeftOut.BookedLately, 2)], (await AudienceAsync(portal, conditions)).Out);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_count_beside_the_editor_is_the_number_that_freezing_reaches_whatever_the_conditions(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        await BookedAsync(portal, organisation, "a@example.org", startsIn: TimeSpan.FromDays(3));
        await BookedAsync(portal, organisation, "b@example.org", startsIn: -TimeSpan.FromDays(300));
        await AddAsync(portal, "c@example.org", "fr", "FR", [Shelter]);
        await AddAsync(portal, "d@example.org", "fr", "GB", [Kitchen], SubscriberState.Unsubscribed);
        await AddAsync(portal, "e@example.org", "en", "GB", [Kitchen]);

        foreach (var conditions in Combinations(organisation.Id))
        {
            var audience = await AudienceAsync(portal, conditions);
            Assert.Equal((await ReachedAsync(portal, conditions)).Count, audience.Recipients);
            Assert.Equal(5, audience.Recipients + audience.Out.Sum(reason => reason.Count));
        }
    }

    private static IEnumerable<AudienceConditions> Combinations(Guid organisation) =>
        from bits in Enumerable.Range(0, 32)
        select new AudienceConditions
        {
            Languages = (bits & 1) > 0 ? ["fr"] : [],
            Countries = (bits & 2) > 0 ? ["GB", "FR"] : [],
            Topics = (bits & 4) > 0 ? [Shelter] : [],
            VolunteersOf = (bits & 8) > 0 ? organisation : null,
            Quiet = (bits & 16) > 0,
        };

    private static Task<Audience> AudienceAsync(TestPortal portal, AudienceConditions conditions) =>
        portal.RunAsync<SubscriptionQueries, Audience>(q => q.AudienceAsync(conditions, CancellationToken.None));

    private static async Task<List<string>> ReachedAsync(TestPortal portal, AudienceConditions conditions)
    {
        await using var db = portal.NewContext();
        var addresses = await AudienceQuery.Of(db, conditions, portal.Clock.GetUtcNow()).Select(s => s.Address).ToListAsync();
        return [.. addresses.Order(StringComparer.Ordinal)];
    }

    private static async Task BookedAsync(TestPortal portal, Organisation organisation, string address, TimeSpan startsIn, BookingState state = BookingState.Confirmed) =>
        await portal.Data.CreateBookingAsync(await AccountAsync(portal, address), await portal.Data.CreateShiftAsync(organisation, startsIn), state);

    private static async Task<Supporter> AccountAsync(TestPortal portal, string address, bool confirmed = true)
    {
        await AddAsync(portal, address, "en", null, []);
        return await portal.Data.CreateSupporterAsync(email: address, confirmed: confirmed);
    }

    private static async Task AddAsync(
        TestPortal portal, string typed, string language, string? country, IReadOnlyList<Guid> topics, SubscriberState state = SubscriberState.Confirmed)
    {
        Assert.True(SubscriberAddress.TryParse(typed, out var address));
        var row = NewSubscribers.Pending(Ids.New(portal.Clock), address, language, portal.Tokens(), portal.Clock.GetUtcNow());
        (row.State, row.Country) = (state, country);
        row.Topics.AddRange(topics.Select(topic => new SubscriberTopic { SubscriberId = row.Id, TopicId = topic }));
        await portal.Data.SaveAsync(row);
    }
}
