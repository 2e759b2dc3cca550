using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Privacy;
using Portal.Core.Updates;
using Portal.Core.Updates.Following;
using Portal.Core.Updates.Pictures;

namespace Portal.Core.Tests.Updates.Pictures;

public sealed class PictureServiceTests
{
    private static readonly EncodedPicture One = new(1600, 1200, [1, 1, 1], [1]);
    private static readonly EncodedPicture Other = new(800, 600, [2, 2, 2], [2]);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task It_waits_for_a_second_person_and_is_then_seen_by_the_readers(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (author, _, update) = await PostAsync(portal);
        var second = await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync());

        Assert.Equal(PictureOutcome.Done, await AddAsync(portal, author, update, One));
        var id = await IdAsync(portal);
        Assert.Null(await CardAsync(portal));
        Assert.Null((await FramesAsync(portal))[^1].Picture);
        Assert.Null(await ReadAsync(portal, id, null));
        Assert.Equal(PictureOutcome.OwnUpload, await ReleaseAsync(portal, author, id));
        Assert.Null(await CardAsync(portal));

        Assert.Equal(PictureOutcome.Done, await ReleaseAsync(portal, second, id));

        Assert.Equal((id, "Two tents", 1600, 1200), (await CardAsync(portal)) is { } card ? (card.Id, card.Alt, card.Width, card.Height) : default);
        var frames = await FramesAsync(portal);
        Assert.Equal(["posted", "edited"], frames.Select(f => f.Kind));
        Assert.Equal($"/pictures/{id}/small.jpg", frames[^1].Picture!.Small);
        Assert.Equal(new byte[] { 1 }, (await ReadAsync(portal, id, null))!.Jpeg);
        var entry = Assert.Single(await portal.Data.RecordAsync());
        Assert.Equal(("picture.released", second.Id, id), (entry.Action, entry.ActorId, entry.SubjectId));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Only_an_active_organiser_of_a_member_releases_and_the_colleague_of_whoever_added_it_is_one(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (author, organisation, update) = await PostAsync(portal);
        await AddAsync(portal, author, update, One);
        var id = await IdAsync(portal);
        var partner = await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync(standing: Standing.Partner));
        var volunteer = await portal.Data.CreateSupporterAsync();
        await portal.Data.MakeMemberAsync(volunteer, organisation);
        var former = await portal.Data.CreateSupporterAsync();
        await portal.Data.MakeMemberAsync(former, organisation, MembershipRole.Organiser, MembershipState.Ended);
        var suspended = await portal.Data.CreateSupporterAsync(suspended: true);
        await portal.Data.MakeMemberAsync(suspended, organisation, MembershipRole.Organiser);

        foreach (var no in new[] { partner, volunteer, former, suspended })
        {
            Assert.Equal(PictureOutcome.NotFound, await ReleaseAsync(portal, no, id));
            Assert.Equal(PictureOutcome.NotFound, await RemoveAsync(portal, no, id));
            Assert.Equal(PictureOutcome.NotFound, await AddAsync(portal, no, update, Other));
            Assert.Null(await ReadAsync(portal, id, no.Id));
            Assert.Null(await portal.RunAsync<PictureQueries, WaitingPictures?>(q => q.WaitingAsync(no.Id, Stop)));
        }

        Assert.Null(await CardAsync(portal));
        var colleague = await portal.Data.CreateOrganiserAsync(organisation);
        Assert.NotNull(await ReadAsync(portal, id, colleague.Id));
        Assert.Single((await portal.RunAsync<PictureQueries, WaitingPictures?>(q => q.WaitingAsync(colleague.Id, Stop)))!.Longest);
        Assert.Equal(PictureOutcome.Done, await ReleaseAsync(portal, colleague, id));
        Assert.NotNull(await CardAsync(portal));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Many_who_release_at_once_make_one_event_and_one_record(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (author, organisation, update) = await PostAsync(portal);
        await AddAsync(portal, author, update, One);
        var id = await IdAsync(portal);
        List<Supporter> others = [];
        for (var number = 0; number < 6; number++)
        {
            others.Add(await portal.Data.CreateOrganiserAsync(organisation));
        }

        var outcomes = await Task.WhenAll(others.Select(other => ReleaseAsync(portal, other, id)));

        Assert.All(outcomes, outcome => Assert.Equal(PictureOutcome.Done, outcome));
        Assert.Equal(2, (await FramesAsync(portal)).Count);
        await using var db = portal.NewContext();
        Assert.Equal(1, await db.AuditEntries.CountAsync(Stop));
    }

    /// <summary>The control: without the token two who looked at the same moment would both have released it.</summary>
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Two_who_saw_it_waiting_cannot_both_save_its_release(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (author, organisation, update) = await PostAsync(portal);
        await AddAsync(portal, author, update, One);
        var (one, other) = (await portal.Data.CreateOrganiserAsync(organisation), await portal.Data.CreateOrganiserAsync(organisation));
        await using var first = portal.NewContext();
        await using var second = portal.NewContext();
        Assert.True((await first.UpdatePictures.SingleAsync(Stop)).TryRelease(one.Id, portal.Clock.GetUtcNow()));
        Assert.True((await second.UpdatePictures.SingleAsync(Stop)).TryRelease(other.Id, portal.Clock.GetUtcNow()));

        await first.SaveChangesAsync(Stop);

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => second.SaveChangesAsync(Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Another_picture_waits_anew_and_the_released_one_is_gone_from_open_pages(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (author, organisation, update) = await PostAsync(portal);
        var second = await portal.Data.CreateOrganiserAsync(organisation);
        await AddAsync(portal, author, update, One);
        var before = await IdAsync(portal);
        await ReleaseAsync(portal, second, before);
        Assert.Equal(PictureOutcome.Done, await AddAsync(portal, author, update, One));
        Assert.Equal(before, await IdAsync(portal));

        Assert.Equal(PictureOutcome.Done, await AddAsync(portal, author, update, Other));

        var after = await IdAsync(portal);
        Assert.NotEqual(before, after);
        Assert.Null(await CardAsync(portal));
        Assert.Equal(3, (await FramesAsync(portal)).Count);
        Assert.Null((await FramesAsync(portal))[^1].Picture);
        Assert.Null(await ReadAsync(portal, before, author.Id));
        Assert.Equal(PictureOutcome.NotFound, await ReleaseAsync(portal, second, before));
        Assert.Equal(PictureOutcome.Done, await ReleaseAsync(portal, second, after));
        Assert.Equal(800, (await CardAsync(portal))!.Width);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_second_person_may_refuse_it_while_it_waits_and_its_own_group_may_take_it_back_later(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (author, organisation, update) = await PostAsync(portal);
        var elsewhere = await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync());
        await AddAsync(portal, author, update, One);
        Assert.Equal(PictureOutcome.Done, await RemoveAsync(portal, elsewhere, await IdAsync(portal)));
        Assert.Single(await FramesAsync(portal));

        await AddAsync(portal, author, update, One);
        var id = await IdAsync(portal);
        await ReleaseAsync(portal, elsewhere, id);
        Assert.Equal(PictureOutcome.NotFound, await RemoveAsync(portal, elsewhere, id));
        Assert.NotNull(await CardAsync(portal));
        Assert.Equal(PictureOutcome.Done, await RemoveAsync(portal, await portal.Data.CreateOrganiserAsync(organisation), id));

        Assert.Null(await CardAsync(portal));
        Assert.Equal(3, (await FramesAsync(portal)).Count);
        await using var db = portal.NewContext();
        Assert.Equal(["picture.released", "picture.removed", "picture.removed"], await db.AuditEntries.Select(a => a.Action).OrderBy(a => a).ToListAsync(Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_withdrawn_update_loses_its_picture_and_gets_none(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (author, organisation, update) = await PostAsync(portal);
        var second = await portal.Data.CreateOrganiserAsync(organisation);
        await AddAsync(portal, author, update, One);
        var id = await IdAsync(portal);
        await ReleaseAsync(portal, second, id);

        await portal.RunAsync<UpdateService, UpdateOutcome>(s => s.WithdrawAsync(author.Id, update, Stop));

        await using var db = portal.NewContext();
        Assert.Equal(0, await db.UpdatePictures.CountAsync(Stop));
        Assert.Null(await ReadAsync(portal, id, author.Id));
        Assert.Null((await FramesAsync(portal))[^1].Picture);
        Assert.Equal(PictureOutcome.NotFound, await ReleaseAsync(portal, second, id));
        Assert.Equal(PictureOutcome.Withdrawn, await AddAsync(portal, author, update, Other));
        Assert.Equal(0, await db.UpdatePictures.CountAsync(Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_picture_that_is_added_while_its_update_is_withdrawn_never_stays(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        for (var round = 0; round < 8; round++)
        {
            var (author, _, update) = await PostAsync(portal);

            await Task.WhenAll(
                Task.Run(() => AddAsync(portal, author, update, One), Stop),
                Task.Run(() => portal.RunAsync<UpdateService, UpdateOutcome>(s => s.WithdrawAsync(author.Id, update, Stop)), Stop));

            await using var db = portal.NewContext();
            Assert.Equal(0, await db.UpdatePictures.CountAsync(p => p.UpdateId == update, Stop));
            Assert.NotNull((await db.Updates.SingleAsync(u => u.Id == update, Stop)).WithdrawnAt);
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_released_picture_is_for_the_readers_of_its_channel(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (author, organisation, update) = await PostAsync(portal, inside: true);
        var elsewhere = await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync());
        var volunteer = await portal.Data.CreateSupporterAsync();
        await portal.Data.MakeMemberAsync(volunteer, organisation);
        await AddAsync(portal, author, update, One);
        var id = await IdAsync(portal);
        Assert.NotNull(await ReadAsync(portal, id, elsewhere.Id));
        Assert.Null(await ReadAsync(portal, id, volunteer.Id));
        Assert.Null(Assert.Single((await portal.RunAsync<PictureQueries, WaitingPictures?>(q => q.WaitingAsync(elsewhere.Id, Stop)))!.Longest).Title);

        await ReleaseAsync(portal, elsewhere, id);

        Assert.False((await ReadAsync(portal, id, volunteer.Id))!.IsPublic);
        Assert.Null(await ReadAsync(portal, id, elsewhere.Id));
        Assert.Null(await ReadAsync(portal, id, null));
        Assert.Null(await ReadAsync(portal, id, (await portal.Data.CreateSupporterAsync()).Id));
    }

    [Fact]
    public async Task All_that_is_wrong_with_a_picture_and_its_words_is_told_at_once()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Sqlite);

        Assert.Equal([PictureFault.OtherKind, PictureFault.AltMissing], await FaultsAsync(portal, "GIF89a"u8.ToArray(), " "));
        Assert.Equal([PictureFault.AltTooLong], await FaultsAsync(portal, TestPictures.Corners(), new string('x', 301)));
        Assert.Equal([PictureFault.AltUnreadable], await FaultsAsync(portal, TestPictures.Corners(), "a\uFFFDb"));
        Assert.Equal([PictureFault.AltUnsafe], await FaultsAsync(portal, TestPictures.Corners(), "Our van, AB-123-CD"));
        Assert.Equal([PictureFault.Missing], await FaultsAsync(portal, null, "Two tents"));
        Assert.Equal([PictureFault.TooBig], await FaultsAsync(portal, new byte[PictureEncoder.MostBytes + 1], "Two tents"));
        Assert.Empty(await FaultsAsync(portal, null, null));
        Assert.Empty(await FaultsAsync(portal, TestPictures.Corners(), "Two tents"));
    }

    private static async Task<IReadOnlyList<PictureFault>> FaultsAsync(TestPortal portal, byte[]? file, string? alt)
    {
        using var stream = file is null ? null : new MemoryStream(file);
        return (await portal.RunAsync<PictureService, PictureDraft>(s => s.ReadAsync(stream, alt, PlaceNames.None, Stop))).Faults;
    }

    private static async Task<(Supporter Author, Organisation Organisation, Guid Update)> PostAsync(TestPortal portal, bool inside = false)
    {
        var organisation = await portal.Data.CreateOrganisationAsync();
        var author = await portal.Data.CreateOrganiserAsync(organisation);
        var channel = inside ? Channel.OfOrganisation(organisation.Slug) : Channel.Public;
        var outcome = await portal.RunAsync<UpdateService, UpdateOutcome>(s => s.PostAsync(
            author.Id, organisation.Id, channel, new UpdateText("Soup tonight", "At seven.", Severity.Normal, "en"), Ids.New(portal.Clock), Stop));
        return (author, organisation, outcome.UpdateId!.Value);
    }

    private static async Task<Guid> IdAsync(TestPortal portal)
    {
        await using var db = portal.NewContext();
        return await db.UpdatePictures.Select(p => p.Id).SingleAsync(Stop);
    }

    private static Task<PictureOutcome> AddAsync(TestPortal portal, Supporter who, Guid update, EncodedPicture picture) =>
        portal.RunAsync<PictureService, PictureOutcome>(s => s.AddAsync(who.Id, update, picture, "Two tents", Stop));

    private static Task<PictureOutcome> ReleaseAsync(TestPortal portal, Supporter who, Guid id) =>
        portal.RunAsync<PictureService, PictureOutcome>(s => s.ReleaseAsync(who.Id, id, Stop));

    private static Task<PictureOutcome> RemoveAsync(TestPortal portal, Supporter who, Guid id) =>
        portal.RunAsync<PictureService, PictureOutcome>(s => s.RemoveAsync(who.Id, id, Stop));

    private static Task<PictureFile?> ReadAsync(TestPortal portal, Guid id, Guid? reader) =>
        portal.RunAsync<PictureQueries, PictureFile?>(q => q.ReadAsync(id, small: true, reader, Stop));

    private static async Task<CardPicture?> CardAsync(TestPortal portal)
    {
        var sight = await portal.RunAsync<ChannelQueries, ChannelSight>(q => q.ReadAsync(null, Stop));
        return Assert.Single((await portal.RunAsync<UpdateQueries, UpdatePage>(q => q.ListAsync(sight, 1, Stop))).Updates).Picture;
    }

    private static async Task<IReadOnlyList<Frame>> FramesAsync(TestPortal portal) =>
        (await portal.RunAsync<FrameQueries, Replay>(q => q.ReadAsync(Channel.Public, 0, Stop))).Frames!;
}
