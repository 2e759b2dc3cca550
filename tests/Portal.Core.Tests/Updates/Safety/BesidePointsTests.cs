using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.CallOuts;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Privacy;
using Portal.Core.Shifts;
using Portal.Core.Updates;
using Portal.Core.Updates.Pictures;
using Portal.Core.Updates.Planned;
using Portal.Core.Updates.Safety;
using Portal.Core.Updates.Translations;

namespace Portal.Core.Tests.Updates.Safety;

public sealed class BesidePointsTests
{
    private const string Point = "Car park of the Vieux Moulin";
    private static readonly UpdateText Telling = new("Soup tonight", "At the vieux moulin, from six.", Severity.Normal, "en");
    private static readonly UpdateText Harmless = new("Soup tonight", "From six.", Severity.Normal, "en");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Whatever_an_organiser_writes_is_laid_beside_the_names_in_the_points_of_the_organisation(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (organiser, shift) = await ReadyAsync(portal);
        var organisation = shift.OrganisationId;
        var posted = (await PostAsync(portal, organiser, organisation, Harmless)).UpdateId!.Value;
        var planned = (await PlanAsync(portal, organiser, organisation, Harmless)).UpdateId!.Value;

        UpdateOutcome[] refused =
        [
            await PostAsync(portal, organiser, organisation, Telling),
            await portal.RunAsync<UpdateService, UpdateOutcome>(s => s.EditAsync(organiser.Id, posted, 0, Telling, Stop)),
            await portal.RunAsync<TranslationService, UpdateOutcome>(s => s.SaveAsync(organiser.Id, posted, 0, Telling with { Language = "fr" }, Stop)),
            await PlanAsync(portal, organiser, organisation, Telling),
            await portal.RunAsync<PlannedUpdateService, UpdateOutcome>(s => s.ChangeAsync(organiser.Id, planned, 0, Telling, portal.Clock.GetUtcNow().AddHours(2), Stop)),
        ];
        Assert.All(refused, outcome => Assert.Equal([UpdateFault.Unsafe], outcome.Faults));
        var call = await portal.RunAsync<CallOutService, CallOutOutcome>(s => s.StartAsync(
            organiser.Id, shift.Positions[0].Id, new CallOutText("A driver for the Vieux Moulin", "en", 1, Circle.Others), Ids.New(portal.Clock), Stop));
        Assert.Contains(CallOutFault.Unsafe, call.Faults);
        var names = await portal.RunAsync<BesidePoints, PlaceNames>(s => s.NamesAsync(organiser.Id, organisation, Stop));
        var picture = await portal.RunAsync<PictureService, PictureDraft>(s => s.ReadAsync(new MemoryStream([1]), "Tents at the Vieux Moulin", names, Stop));
        Assert.Contains(PictureFault.AltUnsafe, picture.Faults);

        // With a reason it stays, and the reason is on record without the words.
        var reasoned = Telling with { WhySafe = "the mill is our public stop" };
        Assert.Equal(UpdateResult.Done, (await PostAsync(portal, organiser, organisation, reasoned)).Result);
        Assert.Equal(UpdateResult.Done, (await PlanAsync(portal, organiser, organisation, reasoned)).Result);
        var record = (await portal.Data.RecordAsync()).Where(a => a.Action.EndsWith("-with-risk", StringComparison.Ordinal)).ToList();
        Assert.Equal(["update.planned-with-risk", "update.posted-with-risk"], record.Select(r => r.Action).Order(StringComparer.Ordinal));
        Assert.All(record, r => Assert.Equal("MeetingPoint: the mill is our public stop", r.Detail));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Every_comparing_is_on_record_and_only_organisers_of_the_organisation_learn_anything(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (organiser, shift) = await ReadyAsync(portal);
        var foreign = await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync());

        // Of the organisation that it is posted for, not of that of the channel's readers: theirs knows nothing of the mill.
        Assert.Equal(UpdateResult.NotFound, (await PostAsync(portal, foreign, shift.OrganisationId, Telling)).Result);
        await using var db = portal.NewContext();
        Assert.False(await db.AuditEntries.AnyAsync(a => a.Action == MeetingPointReader.Compared, Stop));

        await PostAsync(portal, organiser, shift.OrganisationId, Telling);
        var entry = Assert.Single(await portal.Data.RecordAsync(MeetingPointReader.Compared));
        Assert.Equal((organiser.Id, shift.OrganisationId, null), (entry.ActorId, entry.OrganisationId, entry.Detail));
        Assert.False(await db.AuditEntries.AnyAsync(a => a.Action == MeetingPointReader.Action, Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_point_that_is_public_is_no_secret_and_one_that_does_not_open_keeps_nobody_from_writing(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (organiser, shift) = await ReadyAsync(portal);
        await using var db = portal.NewContext();
        await db.Sites.ExecuteUpdateAsync(set => set.SetProperty(s => s.PointIsPublic, true), Stop);
        Assert.Equal(UpdateResult.Done, (await PostAsync(portal, organiser, shift.OrganisationId, Telling)).Result);

        await db.Sites.ExecuteUpdateAsync(set => set.SetProperty(s => s.PointIsPublic, false), Stop);
        Assert.Equal(UpdateResult.Refused, (await PostAsync(portal, organiser, shift.OrganisationId, Telling)).Result);
        await db.DataKeys.ExecuteDeleteAsync(Stop);
        Assert.Equal(UpdateResult.Done, (await PostAsync(portal, organiser, shift.OrganisationId, Telling)).Result);
    }

    private static async Task<(Supporter Organiser, Shift Shift)> ReadyAsync(TestPortal portal)
    {
        var shift = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromHours(30));
        var organiser = await portal.Data.CreateOrganiserAsync(shift.Organisation!);
        await using var db = portal.NewContext();
        await db.Sites.ExecuteUpdateAsync(set => set.SetProperty(s => s.PointIsPublic, false), Stop);
        await portal.RunAsync<MeetingPointService, MovePointOutcome>(s => s.MoveAsync(organiser.Id, shift.SiteId!.Value, Point, Stop));
        return (organiser, shift);
    }

    private static Task<UpdateOutcome> PostAsync(TestPortal portal, Supporter author, Guid organisation, UpdateText text) =>
        portal.RunAsync<UpdateService, UpdateOutcome>(s => s.PostAsync(author.Id, organisation, Channel.Public, text, Ids.New(portal.Clock), Stop));

    private static Task<UpdateOutcome> PlanAsync(TestPortal portal, Supporter author, Guid organisation, UpdateText text) =>
        portal.RunAsync<PlannedUpdateService, UpdateOutcome>(s => s.PlanAsync(author.Id, organisation, Channel.Public, text, portal.Clock.GetUtcNow().AddHours(1), Ids.New(portal.Clock), Stop));
}
