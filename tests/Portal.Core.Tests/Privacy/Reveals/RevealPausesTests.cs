using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Privacy;
using Portal.Core.Privacy.Retention;
using Portal.Core.Privacy.Reveals;

namespace Portal.Core.Tests.Privacy.Reveals;

public sealed class RevealPausesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task While_a_shift_its_organisation_or_the_coalition_is_paused_nobody_who_comes_reads_the_point(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var shift = await RevealGround.OpenShiftAsync(portal);
        var elsewhere = await RevealGround.OpenShiftAsync(portal);
        var anna = await portal.Data.CreateSupporterAsync();
        var booking = await portal.Data.CreateBookingAsync(anna, shift);
        var ben = await portal.Data.CreateSupporterAsync();
        var his = await portal.Data.CreateBookingAsync(ben, elsewhere);
        var organiser = await portal.Data.CreateOrganiserAsync(shift.Organisation!);
        var admin = await portal.Data.CreateAdministratorAsync();

        foreach (var (scope, subject, actor, reachesBen) in new[]
        {
            (RevealScope.Shift, shift.Id, organiser, false),
            (RevealScope.Organisation, shift.OrganisationId, organiser, false),
            (RevealScope.Coalition, Guid.Empty, admin, true),
        })
        {
            Assert.Equal(PauseResult.Done, await PauseAsync(portal, actor, scope, subject, " they  stand there "));
            var paused = await RevealGround.LookAsync(portal, anna, booking);
            Assert.Equal((MeetingPointResult.Paused, null, shift.Id), (paused.Result, paused.Point, paused.ShiftId));
            Assert.Equal(reachesBen ? MeetingPointResult.Paused : MeetingPointResult.Shown, (await RevealGround.LookAsync(portal, ben, his)).Result);
            // Organisers open it as before: somebody must answer the duty phone.
            Assert.Equal(MeetingPointResult.Shown, (await portal.RunAsync<MeetingPointReader, MeetingPointOutcome>(r => r.ReadForOrganiserAsync(organiser.Id, shift.SiteId!.Value, Stop))).Result);
            portal.Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(PauseResult.Done, await ResumeAsync(portal, actor, scope, subject));
            portal.Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(MeetingPointResult.Shown, (await RevealGround.LookAsync(portal, anna, booking)).Result);
        }

        var record = await RevealGround.RecordAsync(portal, RevealPauses.Paused, RevealPauses.Resumed);
        Assert.Equal(
            [(RevealPauses.Paused, organiser.Id, shift.Id), (RevealPauses.Resumed, organiser.Id, shift.Id), (RevealPauses.Paused, organiser.Id, shift.OrganisationId), (RevealPauses.Resumed, organiser.Id, shift.OrganisationId), (RevealPauses.Paused, admin.Id, Guid.Empty), (RevealPauses.Resumed, admin.Id, Guid.Empty)],
            record.Select(a => (a.Action, a.ActorId!.Value, a.SubjectId)));
        Assert.Equal(["they stand there", null], record.Take(2).Select(a => a.Detail));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Nobody_pauses_what_is_not_theirs_and_a_reason_is_short(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var shift = await portal.Data.CreateShiftAsync();
        var organiser = await portal.Data.CreateOrganiserAsync(shift.Organisation!);
        var stranger = await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync());
        var admin = await portal.Data.CreateAdministratorAsync();
        Assert.Equal(PauseResult.Done, await PauseAsync(portal, organiser, RevealScope.Shift, shift.Id, null));
        Assert.Equal(PauseResult.Done, await PauseAsync(portal, admin, RevealScope.Coalition, Guid.Empty, null));

        foreach (var (actor, scope, subject) in new[]
        {
            (stranger, RevealScope.Shift, shift.Id), (stranger, RevealScope.Organisation, shift.OrganisationId), (admin, RevealScope.Shift, shift.Id),
            (admin, RevealScope.Organisation, shift.OrganisationId), (organiser, RevealScope.Coalition, Guid.Empty), (organiser, RevealScope.Shift, shift.OrganisationId),
        })
        {
            Assert.Equal(PauseResult.NotFound, await PauseAsync(portal, actor, scope, subject, null));
            Assert.Equal(PauseResult.NotFound, await ResumeAsync(portal, actor, scope, subject));
        }

        Assert.Equal(PauseResult.WrongReason, await PauseAsync(portal, organiser, RevealScope.Organisation, shift.OrganisationId, new string('x', RevealPause.ReasonLength + 1)));
        Assert.Equal(PauseResult.WrongReason, await PauseAsync(portal, organiser, RevealScope.Organisation, shift.OrganisationId, "why \uFFFD"));
        await using var db = portal.NewContext();
        Assert.Equal(2, await db.RevealPauses.CountAsync(Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Of_many_who_pause_or_resume_at_once_one_is_on_record(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var shift = await portal.Data.CreateShiftAsync();
        var organiser = await portal.Data.CreateOrganiserAsync(shift.Organisation!);

        var paused = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PauseAsync(portal, organiser, RevealScope.Organisation, shift.OrganisationId, null)));
        var resumed = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ResumeAsync(portal, organiser, RevealScope.Organisation, shift.OrganisationId)));

        Assert.All(paused.Concat(resumed), result => Assert.Equal(PauseResult.Done, result));
        Assert.Equal([RevealPauses.Paused, RevealPauses.Resumed], (await RevealGround.RecordAsync(portal, RevealPauses.Paused, RevealPauses.Resumed)).Select(a => a.Action).Order());
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Before_it_opens_a_pause_worries_nobody_and_that_of_a_shift_goes_a_week_after_it(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var shift = await RevealGround.OpenShiftAsync(portal, startsInHours: 30);
        var anna = await portal.Data.CreateSupporterAsync();
        var booking = await portal.Data.CreateBookingAsync(anna, shift);
        var organiser = await portal.Data.CreateOrganiserAsync(shift.Organisation!);
        await PauseAsync(portal, organiser, RevealScope.Shift, shift.Id, null);
        await PauseAsync(portal, organiser, RevealScope.Organisation, shift.OrganisationId, null);

        Assert.Equal(MeetingPointResult.NotYet, (await RevealGround.LookAsync(portal, anna, booking)).Result);
        portal.Clock.SetUtcNow(shift.EndsAt.AddDays(7));
        Assert.Equal(0, await portal.Services.GetRequiredService<OldRows>().PausesAsync(Stop));
        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await portal.Services.GetRequiredService<OldRows>().PausesAsync(Stop));
    }

    private static Task<PauseResult> PauseAsync(TestPortal portal, Supporter actor, RevealScope scope, Guid subject, string? reason) =>
        portal.RunAsync<RevealPauses, PauseResult>(s => s.PauseAsync(actor.Id, scope, subject, reason, Stop));

    private static Task<PauseResult> ResumeAsync(TestPortal portal, Supporter actor, RevealScope scope, Guid subject) =>
        portal.RunAsync<RevealPauses, PauseResult>(s => s.ResumeAsync(actor.Id, scope, subject, Stop));
}
