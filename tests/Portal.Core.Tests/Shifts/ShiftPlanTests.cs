using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Shifts;
using static Portal.Core.Shifts.PlanFaultKind;

namespace Portal.Core.Tests.Shifts;

public sealed class ShiftPlanTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_planned_shift_is_a_draft_in_the_sites_time_until_it_is_published(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (organiser, plan) = await PlanAsync(portal);

        var created = await CreateAsync(portal, organiser, plan with { StartsAt = new(2027, 3, 28, 2, 30, 0), EndsAt = new(2027, 3, 28, 10, 0, 0) });

        Assert.True(created.ClockMoved);
        var draft = await portal.Data.ReadShiftAsync(created.ShiftId!.Value);
        Assert.Equal((ShiftStatus.Draft, Visibility.Members, "Europe/Paris"), (draft.Status, draft.Visibility, draft.TimeZone));
        Assert.Equal(new DateTimeOffset(2027, 3, 28, 1, 30, 0, TimeSpan.Zero), draft.StartsAt);
        Assert.All(draft.Positions, p => Assert.Null(p.BookableUntil));

        Assert.Equal(PublishOutcome.Published, await PublishAsync(portal, organiser, draft.Id));
        Assert.Equal(PublishOutcome.Published, await PublishAsync(portal, organiser, draft.Id));
        Assert.All((await portal.Data.ReadShiftAsync(draft.Id)).Positions, p => Assert.Equal(draft.StartsAt, p.BookableUntil));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_form_sent_many_times_at_once_makes_one_draft(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (organiser, plan) = await PlanAsync(portal);
        var key = Ids.New(portal.Clock);

        var refused = await CreateAsync(portal, organiser, plan with { Positions = [] }, key);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => CreateAsync(portal, organiser, plan, key)));

        Assert.Null(refused.ShiftId);
        Assert.NotNull(Assert.Single(outcomes.Select(o => o.ShiftId).Distinct()));
        await using var db = portal.NewContext();
        Assert.Equal(1, await db.Shifts.CountAsync(Token));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_key_of_another_kind_of_form_makes_no_draft(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (organiser, plan) = await PlanAsync(portal);
        var (key, shift) = (Ids.New(portal.Clock), await portal.Data.CreateShiftAsync());
        await portal.RunAsync<BookingService, BookOutcome>(s => s.BookAsync(organiser, shift.Id, shift.Positions[0].Id, key, Token));

        var outcome = await CreateAsync(portal, organiser, plan, key);

        Assert.Null(outcome.ShiftId);
        Assert.Equal(UnknownForm, Assert.Single(outcome.Faults).Kind);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Everything_that_is_wrong_is_said_at_once(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (organiser, plan) = await PlanAsync(portal);
        var stranger = await portal.Data.CreateSupporterAsync();

        var outcome = await CreateAsync(portal, organiser, plan with
        {
            StartsAt = new(2027, 1, 1, 10, 0, 0),
            EndsAt = new(2027, 1, 1, 9, 0, 0),
            BookingOpensAt = new(2027, 1, 2, 9, 0, 0),
            CancellationHours = 169,
            LeadId = stranger.Id,
            Description = new string('x', Shift.DescriptionLength + 1),
            Positions = [new(LocalText.Of(" "), 0, 0), new(LocalText.Of(new string('x', 81)), 6, 5), new(LocalText.Of("Cook"), -1, 501)],
        });

        Assert.Null(outcome.ShiftId);
        Assert.Equal(
            [
                (UnknownLead, "LeadId", null), (StartsInPast, "StartsAt", null), (EndsBeforeStart, "EndsAt", null), (OpensAfterStart, "BookingOpensAt", null),
                (CancellationOutOfRange, "CancellationHours", null), (DescriptionTooLong, "Description", null),
                (NameMissing, "Name", 0), (CapacityOutOfRange, "Capacity", 0),
                (NameTooLong, "Name", 1), (MinimumOutOfRange, "Minimum", 1),
                (CapacityOutOfRange, "Capacity", 2), (MinimumOutOfRange, "Minimum", 2),
            ],
            outcome.Faults.Select(f => (f.Kind, f.Field, f.Position)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_cannot_be_read_is_refused_and_what_nobody_sees_is_taken_out(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (organiser, plan) = await PlanAsync(portal);

        var refused = await CreateAsync(portal, organiser, plan with { Description = "Bring \uFFFD", Positions = [new(LocalText.Of("Cook", "Cuisine \uD83D"), 0, 1)] });
        var made = await CreateAsync(portal, organiser, plan with { Description = "Bring\u202E\r\nboots\u0007", Positions = [new(LocalText.Of("Co\u202Eok\t"), 0, 1)] });

        Assert.Equal([(DescriptionUnreadable, "Description", null), (NameUnreadable, "Name", 0)], refused.Faults.Select(f => (f.Kind, f.Field, f.Position)));
        var shift = await portal.Data.ReadShiftAsync(made.ShiftId!.Value);
        Assert.Equal(("Bring\nboots", "Cook"), (shift.Description, shift.Positions[0].Name.In("en")));
        Assert.Equal(CancelShiftResult.ReasonUnreadable, (await CancelAsync(portal, organiser, shift.Id, "Snow \uFFFD")).Result);
    }

    [Theory]
    [InlineData(0, NoPosition)]
    [InlineData(13, TooManyPositions)]
    public void A_shift_has_one_to_twelve_positions(int count, PlanFaultKind fault)
    {
        var plan = new NewShift(Guid.Empty, default, default) { Positions = [.. Enumerable.Repeat(new NewPosition(LocalText.Of("Cook"), 0, 1), count)] };

        Assert.Equal(fault, Assert.Single(ShiftPlanRules.Check(plan, TestPortal.Begin.AddHours(1), TestPortal.Begin.AddHours(2), null, TestPortal.Begin)).Kind);
    }

    [Theory]
    [InlineData("2029-01-14T09:00:00Z", false)]
    [InlineData("2029-01-14T09:01:00Z", true)]
    public void A_shift_begins_within_two_years(string start, bool tooFar)
    {
        var plan = new NewShift(Guid.Empty, default, default) { Positions = [new(LocalText.Of("Cook"), 0, 1)] };
        var startsAt = DateTimeOffset.Parse(start, CultureInfo.InvariantCulture);

        var faults = ShiftPlanRules.Check(plan, startsAt, startsAt.AddHours(2), null, TestPortal.Begin);

        Assert.Equal(tooFar ? [(TooFarAhead, "StartsAt")] : [], faults.Select(f => (f.Kind, f.Field)));
    }

    [Theory]
    [InlineData(24, true, false)]
    [InlineData(25, true, true)]
    [InlineData(25, false, false)]
    [InlineData((31 * 24) + 1, false, true)]
    public void Work_on_site_lasts_a_day_at_most(int hours, bool onSite, bool tooLong)
    {
        var plan = new NewShift(Guid.Empty, default, default) { SiteId = onSite ? Guid.Empty : null, Positions = [new(LocalText.Of("Cook"), 0, 1)] };

        var faults = ShiftPlanRules.Check(plan, TestPortal.Begin.AddHours(1), TestPortal.Begin.AddHours(1 + hours), null, TestPortal.Begin);

        Assert.Equal(tooLong, faults.Any(f => f.Kind == TooLong));
    }

    [Theory]
    [InlineData(12, false, false)]
    [InlineData(13, false, true)]
    [InlineData(13, true, false)]
    public void More_than_twelve_hours_must_be_meant(int hours, bool meant, bool asked)
    {
        var plan = new NewShift(Guid.Empty, default, default) { SiteId = Guid.Empty, LongOnPurpose = meant, Positions = [new(LocalText.Of("Cook"), 0, 1)] };

        var faults = ShiftPlanRules.Check(plan, TestPortal.Begin.AddHours(1), TestPortal.Begin.AddHours(1 + hours), null, TestPortal.Begin);

        Assert.Equal(asked ? [(LengthInDoubt, TimeSpan.FromHours(hours))] : [], faults.Select(f => (f.Kind, f.Length!.Value)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Organisers_of_another_organisation_find_nothing(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (_, plan) = await PlanAsync(portal);
        var elsewhere = await portal.Data.CreateOrganisationAsync();
        var stranger = (await portal.Data.CreateOrganiserAsync(elsewhere)).Id;
        var ownWork = await portal.Data.CreateActivityAsync(elsewhere);
        var shift = await portal.Data.CreateShiftAsync(published: false);

        Assert.Contains(UnknownActivity, (await CreateAsync(portal, stranger, plan)).Faults.Select(f => f.Kind));
        Assert.Equal([UnknownSite], (await CreateAsync(portal, stranger, plan with { ActivityId = ownWork.Id })).Faults.Select(f => f.Kind));
        Assert.Equal(PublishOutcome.NotFound, await PublishAsync(portal, stranger, shift.Id));
        Assert.Equal(CancelShiftResult.NotFound, (await CancelAsync(portal, stranger, shift.Id)).Result);
        Assert.Equal(0, (await portal.RunAsync<ShiftPlanQueries, PlannedPage>(q => q.ListAsync(stranger, TestPortal.Begin, 1, Token))).Total);
        Assert.Equal(ShiftStatus.Draft, (await portal.Data.ReadShiftAsync(shift.Id)).Status);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Calling_a_shift_off_frees_every_place_and_writes_to_everyone(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var organiser = (await portal.Data.CreateOrganiserAsync(kitchen)).Id;
        var shift = await portal.Data.CreateShiftAsync(kitchen, positions: [("Driver", 1, 2), ("Cook", 0, 3)]);
        await portal.Data.FillAsync(shift, 2);
        var waiting = await portal.Data.CreateBookingAsync(await portal.Data.CreateSupporterAsync(), shift, BookingState.Waitlisted, shift.Positions[1]);
        await portal.Data.CreateBookingAsync(await portal.Data.CreateSupporterAsync(), shift, BookingState.CancelledByVolunteer);

        var outcome = await CancelAsync(portal, organiser, shift.Id, "Storm");
        var again = await CancelAsync(portal, organiser, shift.Id);

        Assert.Equal((CancelShiftResult.Cancelled, 3), (outcome.Result, outcome.Told));
        Assert.Equal(CancelShiftResult.NotPossible, again.Result);
        var read = await portal.Data.ReadShiftAsync(shift.Id);
        Assert.Equal((ShiftStatus.Cancelled, "Storm"), (read.Status, read.CancelReason));
        Assert.All(read.Positions, p => Assert.Equal((0, null), (p.Held, p.BookableUntil)));
        Assert.Equal(BookingState.CancelledByOrganiser, (await portal.Data.ReadBookingAsync(waiting.Id)).State);
        await using var db = portal.NewContext();
        Assert.Equal(3, await db.Messages.CountAsync(m => m.Key.StartsWith("shift-cancelled:"), Token));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Organisers_see_drafts_and_choose_from_what_is_theirs(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (organiser, plan) = await PlanAsync(portal);
        await CreateAsync(portal, organiser, plan);
        await portal.Data.CreateShiftAsync();

        var page = await portal.RunAsync<ShiftPlanQueries, PlannedPage>(q => q.ListAsync(organiser, TestPortal.Begin, 7, Token));
        var choices = await portal.RunAsync<ShiftPlanQueries, PlanChoices>(q => q.ChoicesAsync(organiser, Token));

        Assert.Equal((1, 1, ShiftStatus.Draft, 1), (page.Total, page.Page, page.Shifts[0].Status, page.Shifts[0].Missing));
        Assert.Equal((plan.ActivityId, plan.SiteId, organiser), (Assert.Single(choices.Activities).Id, Assert.Single(choices.Sites).Id, Assert.Single(choices.Leads).Id));
    }

    private static async Task<(Guid Organiser, NewShift Plan)> PlanAsync(TestPortal portal)
    {
        var kitchen = await portal.Data.CreateOrganisationAsync();
        var organiser = await portal.Data.CreateOrganiserAsync(kitchen);
        var activity = await portal.Data.CreateActivityAsync(kitchen, visibility: Visibility.Members);
        var site = await portal.Data.CreateSiteAsync(kitchen);
        return (organiser.Id, new NewShift(activity.Id, new(2027, 1, 20, 18, 0, 0), new(2027, 1, 20, 21, 0, 0))
        {
            SiteId = site.Id,
            Positions = [new(LocalText.Of("Driver", "Conduite"), 1, 2), new(LocalText.Of("Distributor"), 0, 6) { BeginnerFriendly = true, Languages = ["ar"] }],
        });
    }

    private static Task<CreateShiftOutcome> CreateAsync(TestPortal portal, Guid actor, NewShift plan, Guid? key = null) =>
        portal.RunAsync<ShiftPlanService, CreateShiftOutcome>(s => s.CreateAsync(actor, plan, key ?? Ids.New(portal.Clock), Token));

    private static Task<PublishOutcome> PublishAsync(TestPortal portal, Guid actor, Guid shift) =>
        portal.RunAsync<ShiftPlanService, PublishOutcome>(s => s.PublishAsync(actor, shift, Token));

    private static Task<CancelShiftOutcome> CancelAsync(TestPortal portal, Guid actor, Guid shift, string? reason = null) =>
        portal.RunAsync<ShiftPlanService, CancelShiftOutcome>(s => s.CancelAsync(actor, shift, reason, Token));
}
