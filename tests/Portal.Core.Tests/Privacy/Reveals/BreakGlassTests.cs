using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Organisations;
using Portal.Core.Privacy;

namespace Portal.Core.Tests.Privacy.Reveals;

public sealed class BreakGlassTests
{
    private const string Reason = "Nobody of theirs answers, and a van waits there in the snow";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_administrator_reads_a_point_with_a_reason_on_record_and_all_organisers_are_told(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var shift = await RevealGround.OpenShiftAsync(portal);
        var (ruth, remi) = (await portal.Data.CreateOrganiserAsync(shift.Organisation!), await portal.Data.CreateOrganiserAsync(shift.Organisation!));
        var stranger = await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync());
        var admin = await portal.Data.CreateAdministratorAsync("Ada");

        var outcome = await BreakAsync(portal, admin, shift.SiteId!.Value, $"  {Reason} ");

        Assert.Equal((MeetingPointResult.Shown, RevealGround.Point), (outcome.Result, outcome.Point));
        var entry = Assert.Single(await RevealGround.RecordAsync(portal, MeetingPointReader.GlassBroken, MeetingPointReader.Action));
        Assert.Equal((MeetingPointReader.GlassBroken, admin.Id, shift.SiteId.Value, shift.OrganisationId, Reason), (entry.Action, entry.ActorId!.Value, entry.SubjectId, entry.OrganisationId!.Value, entry.Detail));
        await using var db = portal.NewContext();
        var told = await db.Messages.Where(m => m.Template == MeetingPointReader.GlassTemplate).ToListAsync(Stop);
        Assert.Equal(3, told.Count);
        Assert.Superset(new HashSet<Guid> { ruth.Id, remi.Id }, told.Select(m => m.SupporterId!.Value).ToHashSet());
        Assert.DoesNotContain(stranger.Id, told.Select(m => m.SupporterId!.Value));
        var letter = (await Letters.WriteAsync(portal, MeetingPointReader.GlassTemplate, ruth)).Letter!;
        var text = string.Join('\n', letter.Blocks.OfType<LetterBlock.Paragraph>().Select(p => p.Text));
        Assert.Contains("Ada", text, StringComparison.Ordinal);
        Assert.Contains(Reason, text, StringComparison.Ordinal);
        Assert.DoesNotContain("blue gate", text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Without_a_reason_or_the_right_nothing_opens_and_nothing_is_written(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var shift = await RevealGround.OpenShiftAsync(portal);
        var site = shift.SiteId!.Value;
        var admin = await portal.Data.CreateAdministratorAsync();
        var organiser = await portal.Data.CreateOrganiserAsync(shift.Organisation!);
        var former = await portal.Data.CreateAdministratorAsync();
        var both = await portal.Data.CreateAdministratorAsync();
        await portal.Data.MakeMemberAsync(both, shift.Organisation!, MembershipRole.Organiser);
        var bare = await portal.Data.CreateSiteAsync(shift.Organisation!);
        await using (var db = portal.NewContext())
        {
            await db.CoalitionRoles.Where(r => r.SupporterId == former.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.EndsAt, TestPortal.Begin), Stop);
        }

        foreach (var reason in new[] { null, "", "   ", "urgent", new string('x', MeetingPointReader.LongestReason + 1), $"{Reason} \uFFFD", $"x{new string(' ', 40)}" })
        {
            Assert.Equal(MeetingPointResult.NoReason, (await BreakAsync(portal, admin, site, reason)).Result);
        }

        Assert.Equal(MeetingPointResult.No, (await BreakAsync(portal, organiser, site, Reason)).Result);
        Assert.Equal(MeetingPointResult.No, (await BreakAsync(portal, former, site, Reason)).Result);
        Assert.Equal(MeetingPointResult.No, (await BreakAsync(portal, admin, Ids.New(portal.Clock), Reason)).Result);
        Assert.Equal(MeetingPointResult.OrdinaryWay, (await BreakAsync(portal, both, site, Reason)).Result);
        Assert.Equal(MeetingPointResult.None, (await BreakAsync(portal, admin, bare.Id, Reason)).Result);
        Assert.Empty(await RevealGround.RecordAsync(portal, MeetingPointReader.GlassBroken, MeetingPointReader.Action));
        await using var after = portal.NewContext();
        Assert.False(await after.Messages.AnyAsync(m => m.Template == MeetingPointReader.GlassTemplate, Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Glass_counts_among_the_ten_looks_of_an_hour_even_at_once(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var shift = await RevealGround.OpenShiftAsync(portal);
        var admin = await portal.Data.CreateAdministratorAsync();
        var own = await RevealGround.OpenShiftAsync(portal);
        await portal.Data.MakeMemberAsync(admin, own.Organisation!, MembershipRole.Organiser);
        Task<MeetingPointOutcome> Ordinary() => portal.RunAsync<MeetingPointReader, MeetingPointOutcome>(r => r.ReadForOrganiserAsync(admin.Id, own.SiteId!.Value, Stop));
        Assert.Equal(MeetingPointResult.Shown, (await Ordinary()).Result);

        var looks = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => BreakAsync(portal, admin, shift.SiteId!.Value, Reason)));

        Assert.Equal((9, 3), (looks.Count(l => l.Result == MeetingPointResult.Shown), looks.Count(l => l.Result == MeetingPointResult.TooOften)));
        Assert.Equal(MeetingPointResult.TooOften, (await Ordinary()).Result);
        await using var db = portal.NewContext();
        Assert.Equal(9, await db.Messages.CountAsync(m => m.Template == MeetingPointReader.GlassTemplate, Stop));
    }

    private static Task<MeetingPointOutcome> BreakAsync(TestPortal portal, Supporter admin, Guid site, string? reason) =>
        portal.RunAsync<MeetingPointReader, MeetingPointOutcome>(r => r.BreakGlassAsync(admin.Id, site, reason, Stop));
}
