using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Updates;
using Portal.Core.Updates.Following;
using Portal.Core.Updates.Translations;

namespace Portal.Core.Tests.Updates.Translations;

public sealed class TranslationServiceTests
{
    private static readonly UpdateText English = new("Soup tonight", "At **seven**.", Severity.Normal, "en");
    private static readonly UpdateText French = new("Soupe ce soir", "À **sept** heures.", Severity.Normal, "fr");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Readers_have_it_in_their_language_and_nobody_is_told_that_it_was_edited(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (organiser, _, id) = await PostAsync(portal);

        Assert.Equal(UpdateResult.Done, (await SaveAsync(portal, organiser, id, 0, French)).Result);
        Assert.Equal(UpdateResult.Done, (await SaveAsync(portal, organiser, id, 0, French)).Result);

        var english = await CardAsync(portal, "en");
        Assert.Equal(("Soup tonight", "en", null, null), (english.Title, english.Language, english.Original, english.EditedAt));
        var french = await CardAsync(portal, "fr");
        Assert.Equal(("Soupe ce soir", "fr", "Soup tonight", "en"), (french.Title, french.Language, french.Original?.Title, french.Original?.Language));
        Assert.Contains("<strong>sept</strong>", french.Html, StringComparison.Ordinal);
        var frame = (await FramesAsync(portal))[^1];
        Assert.Equal((2L, "edited", "Soup tonight", null), (frame.Seq, frame.Kind, frame.Title, frame.Edited));
        Assert.Equal(("Soupe ce soir", french.Html), (frame.Translations!["fr"].Title, frame.Translations["fr"].Html));

        Assert.Equal(UpdateResult.Done, (await RemoveAsync(portal, organiser, id, "fr")).Result);
        Assert.Equal(UpdateResult.Done, (await RemoveAsync(portal, organiser, id, "fr")).Result);
        Assert.Null((await CardAsync(portal, "fr")).Original);
        Assert.Equal(3, (await FramesAsync(portal)).Count);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task It_keeps_the_rules_of_the_update_and_is_guarded_by_its_version(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (organiser, organisation, id) = await PostAsync(portal);
        var foreign = (await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync())).Id;

        Assert.Equal(UpdateResult.NotFound, (await SaveAsync(portal, foreign, id, 0, French)).Result);
        Assert.Equal(UpdateResult.NotFound, (await RemoveAsync(portal, foreign, id, "fr")).Result);
        Assert.Equal([UpdateFault.TitleMissing, UpdateFault.LanguageUnknown], (await SaveAsync(portal, organiser, id, 0, French with { Title = "", Language = "xx" })).Faults);
        Assert.Equal([UpdateFault.Unsafe], (await SaveAsync(portal, organiser, id, 0, French with { Body = "Appelez le 03 21 00 00 00" })).Faults);
        Assert.Equal(UpdateResult.ChangedMeanwhile, (await SaveAsync(portal, organiser, id, 0, English with { Title = "Tea" })).Result);
        Assert.Equal(UpdateResult.Done, (await SaveAsync(portal, organiser, id, 0, French with { Body = "Appelez le 03 21 00 00 00", WhySafe = "le bureau" })).Result);
        Assert.Equal(UpdateResult.ChangedMeanwhile, (await SaveAsync(portal, organiser, id, 0, French)).Result);
        Assert.Equal([UpdateFault.LanguageTranslated], (await EditAsync(portal, organiser, id, 1, English with { Language = "fr" })).Faults);

        var entry = Assert.Single(await portal.Data.RecordAsync("update.posted-with-risk"));
        Assert.Equal((organiser, id, organisation, "PhoneNumber: le bureau"), (entry.ActorId!.Value, entry.SubjectId, entry.OrganisationId!.Value, entry.Detail));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Withdrawing_takes_the_translations_too_and_none_comes_after(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (organiser, _, id) = await PostAsync(portal);
        await SaveAsync(portal, organiser, id, 0, French);

        var withdraw = portal.RunAsync<UpdateService, UpdateOutcome>(s => s.WithdrawAsync(organiser, id, Stop));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(n => SaveAsync(portal, organiser, id, 1, French with { Title = $"Soupe {n}" })).Append(withdraw));

        Assert.Equal(UpdateResult.Done, (await withdraw).Result);
        Assert.Equal(UpdateResult.Withdrawn, (await SaveAsync(portal, organiser, id, 2, French)).Result);
        await using var db = portal.NewContext();
        Assert.False(await db.UpdateTranslations.AnyAsync(Stop));
        Assert.All(await FramesAsync(portal), frame => Assert.Null(frame.Translations));
    }

    private static async Task<(Guid Organiser, Guid Organisation, Guid Update)> PostAsync(TestPortal portal)
    {
        var organisation = await portal.Data.CreateOrganisationAsync();
        var organiser = await portal.Data.CreateOrganiserAsync(organisation);
        var outcome = await portal.RunAsync<UpdateService, UpdateOutcome>(s => s.PostAsync(organiser.Id, organisation.Id, Channel.Public, English, Ids.New(portal.Clock), Stop));
        return (organiser.Id, organisation.Id, outcome.UpdateId!.Value);
    }

    private static Task<UpdateOutcome> SaveAsync(TestPortal portal, Guid organiser, Guid id, int version, UpdateText text) =>
        portal.RunAsync<TranslationService, UpdateOutcome>(s => s.SaveAsync(organiser, id, version, text, Stop));

    private static Task<UpdateOutcome> RemoveAsync(TestPortal portal, Guid organiser, Guid id, string language) =>
        portal.RunAsync<TranslationService, UpdateOutcome>(s => s.RemoveAsync(organiser, id, language, Stop));

    private static Task<UpdateOutcome> EditAsync(TestPortal portal, Guid organiser, Guid id, int version, UpdateText text) =>
        portal.RunAsync<UpdateService, UpdateOutcome>(s => s.EditAsync(organiser, id, version, text, Stop));

    private static async Task<UpdateCard> CardAsync(TestPortal portal, string language)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var sight = await portal.RunAsync<ChannelQueries, ChannelSight>(q => q.ReadAsync(null, Stop));
        return Assert.Single((await portal.RunAsync<UpdateQueries, UpdatePage>(s => s.ListAsync(sight, 1, Stop))).Updates);
    }

    private static async Task<IReadOnlyList<Frame>> FramesAsync(TestPortal portal) =>
        (await portal.RunAsync<FrameQueries, Replay>(q => q.ReadAsync(Channel.Public, 0, Stop))).Frames!;
}
