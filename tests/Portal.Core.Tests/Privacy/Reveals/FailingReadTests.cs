using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Organisations;
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
        var roles = await db.Memberships.AsNoTracking().OrderBy(m => m.Id).Select(m => $"{m.Role}{m.State}").ToListAsync(Stop);
        var concerns = await db.PointConcerns.AsNoTracking().Select(c => c.Decisions).ToListAsync(Stop);
        return string.Join(
            ' ', await db.AuditEntries.CountAsync(Stop), await db.Messages.CountAsync(Stop), await db.RevealPauses.CountAsync(Stop), await db.KeptApart.CountAsync(Stop), string.Join(',', concerns), string.Join(',', roles));
    }
}
