using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Qualifications;

namespace Portal.Core.Tests.Qualifications;

public sealed class QualificationServiceTests
{
    private static readonly DateOnly Later = new(2027, 6, 1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Of_two_opposite_answers_at_once_one_stands_and_one_is_told(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (kitchen, kind) = await SceneAsync(portal);
        var (ruth, omar) = (await portal.Data.CreateOrganiserAsync(kitchen), await portal.Data.CreateOrganiserAsync(kitchen));
        for (var round = 0; round < 20; round++)
        {
            var anna = await portal.Data.CreateSupporterAsync();
            var id = await AskedAsync(portal, anna, kind, kitchen);

            var answers = await Task.WhenAll(
                Task.Run(() => AnswerAsync(portal, ruth, id, confirm: true, Later), Token), Task.Run(() => AnswerAsync(portal, omar, id, confirm: false), Token));

            await using var db = portal.NewContext();
            var stands = await db.Qualifications.AsNoTracking().SingleAsync(q => q.Id == id, Token);
            Assert.Equal([AnswerQualificationResult.Done, AnswerQualificationResult.AlreadyAnswered], answers.Order());
            var confirmed = answers[0] == AnswerQualificationResult.Done;
            Assert.Equal((confirmed ? QualificationState.Held : QualificationState.Ended, confirmed ? Later : null, confirmed ? ruth.Id : omar.Id), (stands.State, stands.LastDay, stands.DecidedById));
            Assert.Equal(confirmed ? QualificationMail.GrantedTemplate : QualificationMail.EndedTemplate, (await db.Messages.SingleAsync(m => m.SupporterId == anna.Id, Token)).Template);
            Assert.Equal(confirmed ? "qualification.confirm" : "qualification.refuse", (await portal.Data.RecordAsync()).Single(a => a.SubjectId == id).Action);
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_is_renewed_counts_until_somebody_answered_and_longer_then(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (kitchen, kind) = await SceneAsync(portal);
        var organiser = await portal.Data.CreateOrganiserAsync(kitchen);
        var anna = await portal.Data.CreateSupporterAsync();
        var id = await AskedAsync(portal, anna, kind, kitchen);
        var first = new DateOnly(2027, 2, 1);
        Assert.Equal(AnswerQualificationResult.Done, await AnswerAsync(portal, organiser, id, confirm: true, first));

        Assert.Equal(id, await AskedAsync(portal, anna, kind, kitchen));
        Assert.Equal((QualificationState.Held, first, true), await StandsAsync(portal, id));
        var asked = Assert.Single((await portal.RunAsync<WaitingQueries, WaitingForAnswer>(s => s.ReadAsync(organiser.Id, Token))).Qualifications);
        Assert.Equal((id, first), (asked.QualificationId, asked.CountsUntil));

        portal.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(AnswerQualificationResult.Done, await AnswerAsync(portal, organiser, id, confirm: false));
        Assert.Equal((QualificationState.Held, first, false), await StandsAsync(portal, id));
        Assert.Contains("It counts until 1 February 2027.", (await Letters.WriteAsync(portal, QualificationMail.EndedTemplate, anna)).Words(), StringComparison.Ordinal);

        await AskedAsync(portal, anna, kind, kitchen);
        Assert.Equal(AnswerQualificationResult.Done, await AnswerAsync(portal, organiser, id, confirm: true, Later));
        Assert.Equal((QualificationState.Held, Later, false), await StandsAsync(portal, id));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Only_who_was_asked_answers_and_nobody_for_themselves_or_for_yesterday(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (kitchen, kind) = await SceneAsync(portal);
        var organiser = await portal.Data.CreateOrganiserAsync(kitchen);
        var id = await AskedAsync(portal, await portal.Data.CreateSupporterAsync(), kind, kitchen);
        var own = await AskedAsync(portal, organiser, kind, kitchen);
        var stranger = await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync());

        Assert.Equal(AnswerQualificationResult.NotFound, await AnswerAsync(portal, stranger, id, confirm: true));
        Assert.Equal(AnswerQualificationResult.NotFound, await AnswerAsync(portal, organiser, own, confirm: true));
        Assert.Equal(AnswerQualificationResult.WrongLastDay, await AnswerAsync(portal, organiser, id, confirm: true, new DateOnly(2027, 1, 13)));
        Assert.Equal(AnswerQualificationResult.WrongLastDay, await AnswerAsync(portal, organiser, id, confirm: true, new DateOnly(2206, 1, 13)));
        Assert.Equal(QualificationState.Requested, (await StandsAsync(portal, id)).State);
    }

    private static async Task<(Organisation Kitchen, QualificationKind Kind)> SceneAsync(TestPortal portal)
    {
        var kind = new QualificationKind { Id = Ids.New(portal.Clock), Name = LocalText.Of("Driving licence B") };
        await portal.Data.SaveAsync(kind);
        return (await portal.Data.CreateOrganisationAsync(), kind);
    }

    private static async Task<Guid> AskedAsync(TestPortal portal, Supporter person, QualificationKind kind, Organisation organisation)
    {
        Assert.True(await portal.RunAsync<QualificationService, bool>(s => s.AskAsync(person.Id, kind.Id, organisation.Id, Token)));
        await using var db = portal.NewContext();
        return await db.Qualifications.Where(q => q.SupporterId == person.Id).Select(q => q.Id).SingleAsync(Token);
    }

    private static async Task<(QualificationState State, DateOnly? LastDay, bool Asked)> StandsAsync(TestPortal portal, Guid id)
    {
        await using var db = portal.NewContext();
        var stands = await db.Qualifications.AsNoTracking().SingleAsync(q => q.Id == id, Token);
        return (stands.State, stands.LastDay, stands.RenewalAskedAt is not null);
    }

    private static Task<AnswerQualificationResult> AnswerAsync(TestPortal portal, Supporter actor, Guid id, bool confirm, DateOnly? lastDay = null) =>
        portal.RunAsync<QualificationService, AnswerQualificationResult>(s => s.AnswerAsync(actor.Id, id, confirm, lastDay, Token));
}
