using Microsoft.EntityFrameworkCore;
using Portal.Core;
using Portal.Core.Accounts;
using Portal.Core.Accounts.AddressChanges;
using Portal.Core.Actions;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Attendance;
using Portal.Core.Bookings.Attendance.Passes;
using Portal.Core.Bookings.Calendars;
using Portal.Core.Bookings.Parties;
using Portal.Core.Bookings.Waiting;
using Portal.Core.Concerns;
using Portal.Core.Organisations;
using Portal.Core.Organisations.Appointments;
using Portal.Core.Organisations.Closures;
using Portal.Core.Privacy;
using Portal.Core.Privacy.Reveals;
using Portal.Core.Qualifications;
using Portal.Core.Shifts;
using Portal.Core.Shifts.Files;
using Portal.Core.Shifts.Series;

namespace Portal.Testing.Access;

/// <summary>Makes the rows of a <see cref="Plot"/>: by the services where they do more than a row, otherwise straight.</summary>
internal sealed class PlotMaking(PortalFactory portal, PlotPeople people)
{
    private TestData Data => portal.Data;

    private DateTimeOffset Now => portal.Clock.GetUtcNow();

    private Guid Id => Ids.New(portal.Clock);

    public async Task<Plot> MakeAsync(SharedRows shared)
    {
        var (activity, site) = (await Data.CreateActivityAsync(people.Group), await Data.CreateSiteAsync(people.Group));
        await MoveAsync<MeetingPointService>(s => s.MoveAsync(people.Organiser.Id, site.Id, Secrets.PointOf(people.Group), CancellationToken.None));
        await portal.RunAsync<PhoneService, bool>(s => s.SaveAsync(people.Volunteer.Id, Secrets.PhoneOf(people.Group), CancellationToken.None));
        var soon = await Data.CreateShiftAsync(people.Group, TimeSpan.FromHours(2), activity: activity, site: site, lead: people.Lead);
        var free = await Data.CreateShiftAsync(people.Group, TimeSpan.FromDays(7), activity: activity, site: site, lead: people.Lead);
        var later = await Data.CreateShiftAsync(people.Group, TimeSpan.FromDays(9), activity: activity, site: site, lead: people.Lead);
        var booking = await Data.CreateBookingAsync(people.Volunteer, soon);
        var (party, token) = await BringGroupAsync(free);
        var (kind, held, requested) = await QualificationsAsync();
        var (pass, cookie, passToken) = await PassesAsync(soon);
        var call = await Data.CreateActionAsync(people.Group);
        var news = await new PlotNews(portal, people).MakeAsync(soon, free);
        return new Plot
        {
            People = people,
            Shared = shared,
            Shift = $"{soon.Id}",
            Booking = $"{booking.Id}",
            WalkIn = await WalkInAsync(soon),
            Pass = pass,
            PassCookie = cookie,
            PassToken = passToken,
            FreeShift = $"{free.Id}",
            FreePosition = $"{free.Positions[0].Id}",
            Party = party,
            PartyToken = token,
            Offered = await OfferAsync(later),
            Handed = await HandAsync(activity, site),
            RequestedPlace = $"{(await Data.CreateBookingAsync(await Data.CreateSupporterAsync("Asks for a place"), later, BookingState.Requested)).Id}",
            RequestedMembership = $"{(await Data.MakeMemberAsync(await Data.CreateSupporterAsync("Asks to belong"), people.Group, state: MembershipState.Requested)).Id}",
            RequestedQualification = requested,
            Membership = await MembershipAsync(),
            Invitation = await InvitationAsync(),
            Kind = kind,
            Qualification = held,
            Stay = await StayAsync(),
            Session = $"{await Data.CreateSessionAsync(people.Volunteer.Id)}",
            AddressChange = await AddressChangeAsync(),
            CalendarToken = await portal.RunAsync<CalendarFeedService, string>(s => s.RenewAsync(people.Volunteer.Id, CancellationToken.None)),
            RemoteShift = await RemoteAsync(activity),
            CancelledShift = await CancelledAsync(activity, site),
            DraftShift = $"{(await Data.CreateShiftAsync(people.Group, TimeSpan.FromDays(11), activity: activity, site: site, published: false)).Id}",
            Series = await SeriesAsync(activity),
            ImportRun = $"{(await portal.RunAsync<ImportRuns, (Guid Id, bool IsNew)>(runs => runs.BeginAsync(people.Organiser.Id, Id, 12, CancellationToken.None))).Id}",
            Activity = $"{activity.Id}",
            Call = $"{call}",
            Sentence = await SavedAsync(new ActionDone { Id = Id, ActionId = call, SupporterId = people.Volunteer.Id, At = Now, Sentence = "It took an evening.", Language = "en" }, done => done.Id),
            Site = $"{site.Id}",
            Closure = await CloseAsync(booking),
            Concern = await SavedAsync(new PointConcern { Id = Id, SupporterId = people.Volunteer.Id, OrganisationId = people.Group.Id, RaisedAt = portal.Clock.GetUtcNow(), HoldsBack = false }, concern => concern.Id),
            Told = await TellAsync(),
            Condition = await SavedAsync(new JoinCondition { Id = Id, OrganisationId = people.Group.Id, Order = 1, Text = LocalText.Of("I have read the rules.") }, condition => condition.Id),
            Update = news.Update,
            Planned = news.Planned,
            Picture = news.Picture,
            CallOut = news.CallOut,
            LackingPosition = news.LackingPosition,
            Need = news.Need,
            Pledge = news.Pledge,
            Arrival = news.Arrival,
            Ledger = await new PlotLedger(portal, people).MakeAsync(),
            Circle = await new PlotCircle(portal, people).MakeAsync(),
            Message = await MessageAsync(),
        };
    }

    private async Task<string> SavedAsync<T>(T row, Func<T, Guid> id)
        where T : class
    {
        await Data.SaveAsync(row);
        return $"{id(row)}";
    }

    // By the service, so that it is sealed; of whom it is told is known only by the organisation.
    private async Task<string> TellAsync()
    {
        var result = await portal.RunAsync<ConcernTelling, TellResult>(s => s.TellAsync(null, new("Somebody", Secrets.ConcernOf(people.Group), people.Group.Id, null), CancellationToken.None));
        await using var db = portal.NewContext();
        return result == TellResult.Told ? $"{await db.PersonConcerns.Where(c => c.OrganisationId == people.Group.Id).Select(c => c.Id).SingleAsync()}" : throw new InvalidOperationException($"{result}");
    }

    private async Task MoveAsync<TService>(Func<TService, Task<MovePointOutcome>> move)
        where TService : notnull
    {
        if (await portal.RunAsync(move) is var outcome and not MovePointOutcome.Moved)
        {
            throw new InvalidOperationException($"{outcome}");
        }
    }

    private async Task<(string Party, string Token)> BringGroupAsync(Shift shift)
    {
        var held = await portal.RunAsync<PartyHolding, HoldOutcome>(s => s.HoldAsync(people.Volunteer.Id, new("Convoy", [new(shift.Positions[0].Id, 2)], Id), CancellationToken.None));
        var party = held.PartyId ?? throw new InvalidOperationException(string.Join(", ", held.Faults));
        var page = await portal.RunAsync<PartyQueries, PartyPage?>(q => q.FindAsync(people.Volunteer.Id, party, CancellationToken.None));
        return ($"{party}", page!.Token!);
    }

    private async Task<(string Kind, string Held, string Requested)> QualificationsAsync()
    {
        var kind = new QualificationKind { Id = Id, OrganisationId = people.Group.Id, Name = LocalText.Of("First aid") };
        var (held, requested) = (Of(kind, people.Volunteer, QualificationState.Held), Of(kind, await Data.CreateSupporterAsync("Asks for a qualification"), QualificationState.Requested));
        await Data.SaveAsync(kind, held, requested);
        return ($"{kind.Id}", $"{held.Id}", $"{requested.Id}");
    }

    private Qualification Of(QualificationKind kind, Supporter person, QualificationState state) =>
        new() { Id = Id, SupporterId = person.Id, KindId = kind.Id, OrganisationId = people.Group.Id, State = state, RequestedAt = Now };

    private async Task<string> WalkInAsync(Shift shift)
    {
        var outcome = await portal.RunAsync<WalkIns, WalkInOutcome>(s => s.AddAsync(people.Lead.Id, shift.Id, new(shift.Positions[0].Id, "Came along", Id), anyway: false, CancellationToken.None));
        await using var db = portal.NewContext();
        return outcome == WalkInOutcome.Done ? $"{await db.WalkIns.Where(w => w.ShiftId == shift.Id).Select(w => w.Id).SingleAsync()}" : throw new InvalidOperationException($"{outcome}");
    }

    private async Task<(string Pass, string Cookie, string Token)> PassesAsync(Shift shift)
    {
        var (taken, open) = (await MakePassAsync(), await MakePassAsync());
        var cookie = (await portal.RunAsync<RosterPasses, TakenPass?>(s => s.TakeAsync(taken, CancellationToken.None)))!.Secret;
        await using var db = portal.NewContext();
        return ($"{await db.RosterPasses.Where(p => p.ShiftId == shift.Id && p.TakenAt != null).Select(p => p.Id).SingleAsync()}", cookie, open);

        async Task<string> MakePassAsync() =>
            (await portal.RunAsync<RosterPasses, MadePass>(s => s.MakeAsync(people.Lead.Id, shift.Id, CancellationToken.None))).Link ?? throw new InvalidOperationException("No pass was made.");
    }

    private async Task<string> OfferAsync(Shift shift)
    {
        var booking = await Data.CreateBookingAsync(people.Volunteer, shift, BookingState.Offered);
        DateTimeOffset? until = Now.AddHours(12);
        await using var db = portal.NewContext();
        await db.Bookings.Where(b => b.Id == booking.Id).ExecuteUpdateAsync(set => set.SetProperty(b => b.AnswerBy, until));
        return $"{booking.Id}";
    }

    private async Task<string> HandAsync(Activity activity, Site site)
    {
        var booking = await Data.CreateBookingAsync(people.Volunteer, await Data.CreateShiftAsync(people.Group, TimeSpan.FromDays(8), activity: activity, site: site));
        await portal.RunAsync<HandOvers, HandOutcome>(s => s.OfferAsync(people.Volunteer.Id, booking.Id, people.Lead.Email, CancellationToken.None));
        return $"{booking.Id}";
    }

    private async Task<string> InvitationAsync()
    {
        await portal.RunAsync<AppointmentService, InviteResult>(s => s.InviteAsync(people.Organiser.Id, people.Group.Id, people.Volunteer.Email, CancellationToken.None));
        await using var db = portal.NewContext();
        return $"{await db.OrganiserInvitations.Where(i => i.SupporterId == people.Volunteer.Id).Select(i => i.Id).SingleAsync()}";
    }

    private async Task<string> MembershipAsync()
    {
        await using var db = portal.NewContext();
        return $"{await db.Memberships.Where(m => m.SupporterId == people.Volunteer.Id).Select(m => m.Id).SingleAsync()}";
    }

    private async Task<string> StayAsync()
    {
        await using var db = portal.NewContext();
        return $"{await db.Stays.Where(s => s.SupporterId == people.Volunteer.Id).Select(s => s.Id).SingleAsync()}";
    }

    private Task<string> AddressChangeAsync() => SavedAsync(
        new AddressChange { Id = Id, SupporterId = people.Volunteer.Id, NewAddress = $"new-{people.Volunteer.Email}", AskedAt = Now }, change => change.Id);

    private async Task<string> RemoteAsync(Activity activity)
    {
        var shift = await Data.CreateShiftAsync(people.Group, TimeSpan.FromHours(6), activity: activity, remote: true);
        await MoveAsync<JoiningLinkService>(s => s.MoveAsync(people.Organiser.Id, shift.Id, Secrets.LinkOf(people.Group), CancellationToken.None));
        return $"{shift.Id}";
    }

    private async Task<string> CancelledAsync(Activity activity, Site site)
    {
        var shift = await Data.CreateShiftAsync(people.Group, TimeSpan.FromDays(10), activity: activity, site: site);
        await Data.FillAsync(shift, 1);
        await portal.RunAsync<ShiftPlanService, CancelShiftOutcome>(plans => plans.CancelAsync(people.Organiser.Id, shift.Id, "Snow", CancellationToken.None));
        return $"{shift.Id}";
    }

    private async Task<string> SeriesAsync(Activity activity)
    {
        var start = Now.UtcDateTime.Date.AddDays(25).AddHours(10);
        var plan = new NewShift(activity.Id, start, start.AddHours(3)) { Positions = [new(LocalText.Of("Cook"), 1, 4)] };
        var outcome = await portal.RunAsync<SeriesService, CreateSeriesOutcome>(s => s.CreateAsync(people.Organiser.Id, new(plan, "FREQ=WEEKLY;BYDAY=MO") { GoesOn = true }, Id, CancellationToken.None));
        return $"{outcome.SeriesId ?? throw new InvalidOperationException("No series was made.")}";
    }

    private async Task<string> CloseAsync(Booking booking)
    {
        var site = await Data.CreateSiteAsync(people.Group, "Calais west");
        var closure = new SiteClosure { Id = Id, SiteId = site.Id, From = Now.AddHours(-1), Until = Now.AddDays(1), Reason = "The road is blocked", ClosedById = people.Organiser.Id, ClosedAt = Now.AddHours(-1) };
        await Data.SaveAsync(closure, new ClosureNotice { ClosureId = closure.Id, BookingId = booking.Id, SupporterId = people.Volunteer.Id });
        return $"{closure.Id}";
    }

    private async Task<string> MessageAsync()
    {
        await using var db = portal.NewContext();
        return $"{await db.Messages.OrderByDescending(m => m.Id).Select(m => m.Id).FirstAsync()}";
    }
}
