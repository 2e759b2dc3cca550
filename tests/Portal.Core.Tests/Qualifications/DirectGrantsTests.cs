using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Qualifications;

namespace Portal.Core.Tests.Qualifications;

public sealed class DirectGrantsTests
{
    private static readonly DateOnly June = new(2027, 6, 1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_is_granted_changed_and_taken_back_is_told_and_on_record(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        foreach (var (language, granted, until, back) in new[]
        {
            ("en", "You now hold: First aid", "It counts until 1 July 2027.", "It no longer counts"),
            ("fr", "C’est acquis\u202f: Premiers secours", "Valable jusqu’au 1er juillet 2027.", "Cela ne compte plus"),
        })
        {
            var scene = await SceneAsync(portal, language);

            Assert.Equal(DirectGrantResult.Done, await GrantAsync(portal, scene.Organiser, scene, June));
            Assert.Equal(granted, (await Letters.WriteAsync(portal, QualificationMail.GrantedTemplate, scene.Anna)).Letter!.Subject);
            var id = await IdAsync(portal, scene);

            portal.Clock.Advance(TimeSpan.FromHours(1));
            Assert.Equal(DirectGrantResult.Done, await ChangeAsync(portal, scene.Organiser, id, new DateOnly(2027, 7, 1)));
            Assert.Contains(until, (await Letters.WriteAsync(portal, QualificationMail.GrantedTemplate, scene.Anna)).Words(), StringComparison.Ordinal);

            var shift = await portal.Data.CreateShiftAsync(scene.Kitchen, published: false, activity: await portal.Data.CreateActivityAsync(scene.Kitchen, "Clinic"));
            await portal.Data.RequireAsync(shift, scene.Kind);
            var booking = await portal.Data.CreateBookingAsync(scene.Anna, shift);
            Assert.Equal(DirectGrantResult.Done, await TakeBackAsync(portal, scene.Organiser, id));
            var letter = await Letters.WriteAsync(portal, QualificationMail.EndedTemplate, scene.Anna);
            Assert.Equal(back, letter.Letter!.Heading);
            Assert.Contains("Clinic", letter.Words(), StringComparison.Ordinal);
            Assert.Equal(Portal.Core.Bookings.BookingState.Confirmed, (await portal.Data.ReadBookingAsync(booking.Id)).State);
            Assert.Equal("taken-back", (await Letters.WriteAsync(portal, QualificationMail.GrantedTemplate, scene.Anna)).SkipReason);

            await using var db = portal.NewContext();
            Assert.Equal(
                ["qualification.grant until 2027-06-01", "qualification.change until 2027-07-01", "qualification.take-back "],
                (await portal.Data.RecordAsync()).Where(a => a.SubjectId == id && a.ActorId == scene.Organiser.Id).OrderBy(a => a.At).ThenBy(a => a.Action == "qualification.take-back").Select(a => $"{a.Action} {a.Detail}"));
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Only_organisers_of_the_group_decide_for_its_members_and_never_for_themselves(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var scene = await SceneAsync(portal, "en");
        var other = await portal.Data.CreateOrganisationAsync();
        var stranger = await portal.Data.CreateOrganiserAsync(other);
        var lead = await portal.Data.CreateSupporterAsync();
        await portal.Data.MakeMemberAsync(lead, scene.Kitchen, MembershipRole.ShiftLead);
        await GrantAsync(portal, scene.Organiser, scene, June);
        var id = await IdAsync(portal, scene);

        foreach (var actor in new[] { stranger, lead, scene.Anna })
        {
            Assert.Equal(DirectGrantResult.NotFound, await GrantAsync(portal, actor, scene, null));
            Assert.Equal(DirectGrantResult.NotFound, await ChangeAsync(portal, actor, id, null));
            Assert.Equal(DirectGrantResult.NotFound, await TakeBackAsync(portal, actor, id));
        }

        var foreign = new QualificationKind { Id = Ids.New(portal.Clock), OrganisationId = other.Id, Name = LocalText.Of("Their own") };
        await portal.Data.SaveAsync(foreign);
        Assert.Equal(DirectGrantResult.NotFound, await portal.RunAsync<DirectGrants, DirectGrantResult>(s => s.GrantAsync(scene.Organiser.Id, scene.Membership.Id, foreign.Id, null, Token)));
        Assert.Equal(DirectGrantResult.WrongLastDay, await ChangeAsync(portal, scene.Organiser, id, new DateOnly(2027, 1, 13)));
        Assert.Equal(DirectGrantResult.WrongLastDay, await ChangeAsync(portal, scene.Organiser, id, new DateOnly(2206, 1, 13)));
        await using var db = portal.NewContext();
        Assert.Equal(June, (await db.Qualifications.SingleAsync(Token)).LastDay);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Many_who_grant_at_once_make_one_qualification(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var scene = await SceneAsync(portal, "en");

        var done = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => GrantAsync(portal, scene.Organiser, scene, June), Token)));

        Assert.All(done, result => Assert.Equal(DirectGrantResult.Done, result));
        await using var db = portal.NewContext();
        Assert.Equal(1, await db.Qualifications.CountAsync(Token));
    }

    private static async Task<Scene> SceneAsync(TestPortal portal, string language)
    {
        var kitchen = await portal.Data.CreateOrganisationAsync("Kitchen");
        var anna = await portal.Data.CreateSupporterAsync(language: language);
        var kind = new QualificationKind { Id = Ids.New(portal.Clock), Name = LocalText.Of("First aid", "Premiers secours") };
        await portal.Data.SaveAsync(kind);
        return new(kitchen, await portal.Data.CreateOrganiserAsync(kitchen), anna, await portal.Data.MakeMemberAsync(anna, kitchen), kind);
    }

    private static async Task<Guid> IdAsync(TestPortal portal, Scene scene)
    {
        await using var db = portal.NewContext();
        return await db.Qualifications.Where(q => q.SupporterId == scene.Anna.Id).Select(q => q.Id).SingleAsync(Token);
    }

    private static Task<DirectGrantResult> GrantAsync(TestPortal portal, Supporter actor, Scene scene, DateOnly? lastDay) =>
        portal.RunAsync<DirectGrants, DirectGrantResult>(s => s.GrantAsync(actor.Id, scene.Membership.Id, scene.Kind.Id, lastDay, Token));

    private static Task<DirectGrantResult> ChangeAsync(TestPortal portal, Supporter actor, Guid id, DateOnly? lastDay) =>
        portal.RunAsync<DirectGrants, DirectGrantResult>(s => s.ChangeAsync(actor.Id, id, lastDay, Token));

    private static Task<DirectGrantResult> TakeBackAsync(TestPortal portal, Supporter actor, Guid id) =>
        portal.RunAsync<DirectGrants, DirectGrantResult>(s => s.TakeBackAsync(actor.Id, id, Token));

    private sealed record Scene(Organisation Kitchen, Supporter Organiser, Supporter Anna, Membership Membership, QualificationKind Kind);
}
