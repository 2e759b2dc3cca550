using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Accounts.Suspension;
using Portal.Core.Accounts.TwoPersons;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Attendance.Passes;
using Portal.Core.Concerns;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Organisations.Appointments;
using Portal.Core.Organisations.People;
using Portal.Core.Privacy;
using Portal.Core.Privacy.Reveals;

namespace Portal.Core.Tests.Privacy.Reveals;

/// <summary>Whatever breaks, and wherever: no point without its record, no record without its whole.</summary>
public sealed class FailingReadTests
{
    private const string Reason = "Nobody of theirs answers, and a van waits there";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Whichever_step_of_a_look_breaks_there_is_no_point_and_nothing_written(DatabaseProvider provider)
    {
        var fault = new FaultAtCommand();
        await using var portal = await TestPortal.StartAsync(provider, more: fault.AddTo);
        var shift = await RevealGround.OpenShiftAsync(portal);
        var anna = await portal.Data.CreateSupporterAsync();
        var booking = await portal.Data.CreateBookingAsync(anna, shift);
        var session = await portal.Data.CreateSessionAsync(anna.Id);
        var organiser = await portal.Data.CreateOrganiserAsync(shift.Organisation!);
        var admin = await portal.Data.CreateAdministratorAsync();

        var steps = new List<int>
        {
            await BreakEachAsync(portal, fault, r => r.ReadAsync(anna.Id, session, booking.Id, Stop)),
            await BreakEachAsync(portal, fault, r => r.ReadForOrganiserAsync(organiser.Id, shift.SiteId!.Value, Stop)),
            await BreakEachAsync(portal, fault, r => r.BreakGlassAsync(admin.Id, shift.SiteId!.Value, Reason, Stop)),
        };

        // Lock, rights, point, count, before, key, record, commit; the glass has its letters besides.
        Assert.All(steps, count => Assert.InRange(count, 8, 20));
        await using var db = portal.NewContext();
        Assert.Equal(3, await db.AuditEntries.CountAsync(a => a.Action == MeetingPointReader.Action || a.Action == MeetingPointReader.GlassBroken, Stop));
        Assert.Equal(2, await db.Messages.CountAsync(m => m.Template == MeetingPointReader.GlassTemplate, Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Whichever_step_of_a_right_given_breaks_it_is_not_given_and_not_on_record(DatabaseProvider provider)
    {
        var fault = new FaultAtCommand();
        await using var portal = await TestPortal.StartAsync(provider, more: fault.AddTo);
        var shift = await portal.Data.CreateShiftAsync();
        var organiser = await portal.Data.CreateOrganiserAsync(shift.Organisation!);
        var (anna, ben) = (await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync());
        var (hers, his) = (await portal.Data.MakeMemberAsync(anna, shift.Organisation!), await portal.Data.MakeMemberAsync(ben, shift.Organisation!));
        var asked = await portal.Data.MakeMemberAsync(await portal.Data.CreateSupporterAsync(), shift.Organisation!, state: MembershipState.Requested);
        var concern = new PointConcern { Id = Ids.New(portal.Clock), SupporterId = anna.Id, OrganisationId = shift.OrganisationId, RaisedAt = TestPortal.Begin, HoldsBack = true };
        await portal.Data.SaveAsync(concern);

        await GiveAsync(portal, fault, async () => (await portal.RunAsync<MemberRoles, ChangeRoleResult>(s => s.ChangeAsync(organiser.Id, hers.Id, MembershipRole.Organiser, Stop))).ToString());
        await GiveAsync(portal, fault, async () => (await portal.RunAsync<MembershipService, AnswerMembershipResult>(s => s.AnswerAsync(organiser.Id, asked.Id, true, Stop))).ToString());
        await GiveAsync(portal, fault, async () => (await portal.RunAsync<RevealPauses, PauseResult>(s => s.PauseAsync(organiser.Id, RevealScope.Organisation, shift.OrganisationId, null, Stop))).ToString());
        await GiveAsync(portal, fault, async () => (await portal.RunAsync<RevealPauses, PauseResult>(s => s.ResumeAsync(organiser.Id, RevealScope.Organisation, shift.OrganisationId, Stop))).ToString());
        await GiveAsync(portal, fault, async () => (await portal.RunAsync<PointConcerns, DecideResult>(s => s.DecideAsync(organiser.Id, concern.Id, false, 0, Stop))).ToString());
        await GiveAsync(portal, fault, async () => (await portal.RunAsync<ApartPeople, bool>(s => s.KeepAsync(organiser.Id, hers.Id, his.Id, Stop))).ToString());
        await GiveAsync(portal, fault, async () => (await portal.RunAsync<LostPhones, bool>(s => s.SignOutAsync(organiser.Id, his.Id, Stop))).ToString());
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Whichever_step_of_an_appointment_or_its_end_breaks_nobody_has_a_right_more_or_less(DatabaseProvider provider)
    {
        var fault = new FaultAtCommand();
        await using var portal = await TestPortal.StartAsync(provider, more: fault.AddTo);
        var (samira, jonas) = (await portal.Data.CreateAdministratorAsync(), await portal.Data.CreateAdministratorAsync());
        var shift = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromHours(-1));
        var organiser = await portal.Data.CreateOrganiserAsync(shift.Organisation!);
        var (anna, ben) = (await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync());
        var his = await portal.Data.MakeMemberAsync(ben, shift.Organisation!);
        var day = new DateOnly(2028, 1, 1);

        await GiveAsync(portal, fault, async () => (await portal.RunAsync<TwoPersonService, AskTwoResult>(s => s.AskRoleAsync(samira.Id, anna.Email, CoalitionRoleKind.Administrator, null, Stop))).ToString());
        var request = (await portal.NewContext().TwoPersonRequests.SingleAsync(Stop)).Id;
        await GiveAsync(portal, fault, async () => (await portal.RunAsync<TwoPersonService, bool>(s => s.DecideAsync(jonas.Id, request, true, Stop))).ToString());
        await GiveAsync(portal, fault, async () => (await portal.RunAsync<AppointmentService, InviteResult>(s => s.InviteAsync(samira.Id, shift.OrganisationId, anna.Email, Stop))).ToString());
        var invitation = (await portal.NewContext().OrganiserInvitations.SingleAsync(Stop)).Id;
        await GiveAsync(portal, fault, async () => (await portal.RunAsync<AppointmentAnswers, AnswerInvitationResult>(s => s.AcceptAsync(anna.Id, invitation, Stop))).ToString());
        await GiveAsync(portal, fault, async () => (await portal.RunAsync<RoleEnds, RoleEndResult>(s => s.SetAsync(organiser.Id, his.Id, day, Stop))).ToString());
        await GiveAsync(portal, fault, async () => (await portal.RunAsync<RosterPasses, MadePass>(s => s.MakeAsync(organiser.Id, shift.Id, Stop))).ToString());
        await portal.RunAsync<SuspensionService, SuspendOutcome>(s => s.SuspendAsync(samira.Id, ben.Id, "Threats on two shifts", Stop));
        await GiveAsync(portal, fault, async () => (await portal.RunAsync<SuspensionService, bool>(s => s.LiftAsync(samira.Id, ben.Id, Stop))).ToString());
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Whichever_step_of_reading_a_concern_breaks_it_stays_shut_and_off_the_record(DatabaseProvider provider)
    {
        var fault = new FaultAtCommand();
        await using var portal = await TestPortal.StartAsync(provider, more: fault.AddTo);
        var samira = await portal.Data.CreateAdministratorAsync();
        Assert.Equal(TellResult.Told, await portal.RunAsync<ConcernTelling, TellResult>(s => s.TellAsync(null, new("The one with the scarf", "They follow people home.", null, null), Stop)));
        var concern = (await portal.NewContext().PersonConcerns.SingleAsync(Stop)).Id;

        for (var step = 1; ; step++)
        {
            fault.Arm(step);
            var opened = await portal.RunAsync<ConcernReading, OpenedConcern?>(s => s.ReadAsync(samira.Id, concern, Stop));
            var (struck, steps) = (fault.Struck, fault.Steps);
            fault.Arm(null);
            var looks = (await portal.Data.RecordAsync(ConcernReading.Action)).Count;
            Assert.Equal(struck ? (true, 0) : (false, 1), (opened is null, looks));
            if (!struck)
            {
                // Row, two keys for a box at least, line, record, commit.
                Assert.InRange(steps, 5, 12);
                return;
            }
        }
    }

    /// <summary>Breaks the first step, then the second, and so on, until it comes through; how many there were.</summary>
    private static async Task<int> BreakEachAsync(TestPortal portal, FaultAtCommand fault, Func<MeetingPointReader, Task<MeetingPointOutcome>> look)
    {
        var before = await StateAsync(portal);
        for (var step = 1; ; step++)
        {
            fault.Arm(step);
            var outcome = await portal.RunAsync(look);
            var (struck, steps) = (fault.Struck, fault.Steps);
            fault.Arm(null);
            if (!struck)
            {
                Assert.Equal((MeetingPointResult.Shown, RevealGround.Point), (outcome.Result, outcome.Point));
                return steps;
            }

            Assert.Equal((MeetingPointResult.No, null), (outcome.Result, outcome.Point));
            Assert.Equal(before, await StateAsync(portal));
        }
    }

    /// <summary>The same for something that throws when it breaks: what was there before is there still, until all of it is done.</summary>
    private static async Task GiveAsync(TestPortal portal, FaultAtCommand fault, Func<Task<string>> give)
    {
        var before = await StateAsync(portal);
        for (var step = 1; ; step++)
        {
            fault.Arm(step);
            var error = await Record.ExceptionAsync(give);
            var struck = fault.Struck;
            fault.Arm(null);
            if (!struck)
            {
                Assert.Null(error);
                Assert.NotEqual(before, await StateAsync(portal));
                return;
            }

            Assert.NotNull(error);
            Assert.Equal(before, await StateAsync(portal));
        }
    }

    /// <summary>All that any of these writes, in one line.</summary>
    private static async Task<string> StateAsync(TestPortal portal)
    {
        await using var db = portal.NewContext();
        var roles = await db.Memberships.AsNoTracking().OrderBy(m => m.Id).Select(m => $"{m.Role}{m.State}{m.EndsAt}").ToListAsync(Stop);
        var held = await db.CoalitionRoles.AsNoTracking().OrderBy(r => r.SupporterId).Select(r => $"{r.Kind}{r.EndsAt}").ToListAsync(Stop);
        var open = await db.TwoPersonRequests.CountAsync(r => r.DecidedAt == null, Stop) + (100 * await db.OrganiserInvitations.CountAsync(i => i.DecidedAt == null, Stop));
        var others = $"{open} {await db.RosterPasses.CountAsync(Stop)} {await db.Supporters.CountAsync(s => s.SuspendedAt != null, Stop)} {string.Join(',', held)}";
        var concerns = await db.PointConcerns.AsNoTracking().Select(c => c.Decisions).ToListAsync(Stop);
        return string.Join(
            ' ', await db.AuditEntries.CountAsync(Stop), await db.Messages.CountAsync(Stop), await db.RevealPauses.CountAsync(Stop), await db.KeptApart.CountAsync(Stop), string.Join(',', concerns), string.Join(',', roles), others);
    }
}
