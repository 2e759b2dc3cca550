using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Organisations;
using Portal.Core.Qualifications;

namespace Portal.Core.Tests.Qualifications;

public sealed class ExpiryNoticesTests
{
    // TestPortal begins on 14 January: thirty days later it is 13 February.
    private static readonly DateOnly Due = new(2027, 2, 13);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Thirty_days_before_it_is_told_once_for_each_last_day(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (kitchen, kind) = await SceneAsync(portal);
        var anna = await portal.Data.CreateSupporterAsync();
        var held = await HoldAsync(portal, anna, kind, kitchen, Due.AddDays(1));

        Assert.Equal(0, await RunAsync(portal));
        portal.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await RunAsync(portal));
        portal.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await RunAsync(portal));

        // Granted again, and ending again.
        await using (var db = portal.NewContext())
        {
            await db.Qualifications.Where(q => q.Id == held.Id).ExecuteUpdateAsync(set => set.SetProperty(q => q.LastDay, Due.AddYears(1)), Token);
        }

        Assert.Equal(0, await RunAsync(portal));
        portal.Clock.Advance(TimeSpan.FromDays(363));
        Assert.Equal(1, await RunAsync(portal));
        Assert.Equal(0, await RunAsync(portal));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Workers_at_once_and_workers_that_die_write_one_each(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (kitchen, kind) = await SceneAsync(portal);
        foreach (var _ in Enumerable.Range(0, 20))
        {
            await HoldAsync(portal, await portal.Data.CreateSupporterAsync(), kind, kitchen, Due);
        }

        // What a worker wrote is gone with it as long as it did not commit, and the next one writes it.
        using (var dying = new CancellationTokenSource())
        {
            await dying.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => portal.RunAsync<ExpiryNotices, int>(s => s.WriteDueAsync(dying.Token)));
        }

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => RunAsync(portal), Token)));

        await using var db = portal.NewContext();
        var told = await db.Messages.Where(m => m.Template == QualificationMail.EndsTemplate).Select(m => m.SupporterId).ToListAsync(Token);
        Assert.Equal((20, 20), (told.Count, told.Distinct().Count()));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_letter_says_what_ends_which_shifts_that_touches_and_how_to_renew(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        foreach (var (language, subject, day, renew) in new[]
        {
            ("en", "Ends soon: Driving licence B", "13 February 2027", "ask again"),
            ("fr", "Bientôt terminé\u202f: Permis B", "13 février 2027", "redemandez"),
        })
        {
            var (kitchen, kind) = await SceneAsync(portal);
            var anna = await portal.Data.CreateSupporterAsync(language: language);
            await HoldAsync(portal, anna, kind, kitchen, Due);
            foreach (var (days, activity) in new[] { (29, "Before"), (31, "After") })
            {
                var shift = await portal.Data.CreateShiftAsync(kitchen, TimeSpan.FromDays(days), published: false, activity: await portal.Data.CreateActivityAsync(kitchen, activity));
                await portal.Data.RequireAsync(shift, kind);
                await portal.Data.CreateBookingAsync(anna, shift);
            }

            var other = await portal.Data.CreateShiftAsync(kitchen, TimeSpan.FromDays(32), activity: await portal.Data.CreateActivityAsync(kitchen, "Other"));
            await portal.Data.CreateBookingAsync(anna, other);
            await RunAsync(portal);

            var letter = await Letters.WriteAsync(portal, QualificationMail.EndsTemplate, anna);
            Assert.Equal(subject, letter.Letter!.Subject);
            Assert.Contains(day, letter.Words(), StringComparison.Ordinal);
            Assert.Contains(renew, letter.Words(), StringComparison.Ordinal);
            Assert.Contains("After", letter.Words(), StringComparison.Ordinal);
            Assert.DoesNotContain("Before", letter.Words(), StringComparison.Ordinal);
            Assert.DoesNotContain("Other", letter.Words(), StringComparison.Ordinal);
            Assert.Contains($"/account/qualifications?kind={kind.Id}&organisation={kitchen.Slug}", letter.Words(), StringComparison.Ordinal);
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Nobody_is_told_of_what_is_no_longer_so(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (kitchen, kind) = await SceneAsync(portal);
        var (renewed, twice, gone) = (await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync());
        await HoldAsync(portal, await portal.Data.CreateSupporterAsync(suspended: true), kind, kitchen, Due);
        await HoldAsync(portal, await portal.Data.CreateSupporterAsync(), kind, kitchen, null);
        await HoldAsync(portal, await portal.Data.CreateSupporterAsync(), kind, kitchen, new DateOnly(2027, 1, 13));
        await HoldAsync(portal, renewed, kind, kitchen, Due);
        await HoldAsync(portal, twice, kind, kitchen, Due);
        await HoldAsync(portal, twice, kind, await portal.Data.CreateOrganisationAsync(), Due.AddYears(1));
        var taken = await HoldAsync(portal, gone, kind, kitchen, Due);
        Assert.Equal(3, await RunAsync(portal));

        await portal.RunAsync<QualificationService, bool>(s => s.AskAsync(renewed.Id, kind.Id, kitchen.Id, Token));
        var organiser = await portal.Data.CreateOrganiserAsync(kitchen);
        await portal.RunAsync<DirectGrants, DirectGrantResult>(s => s.TakeBackAsync(organiser.Id, taken.Id, Token));

        Assert.Equal(
            ["renewal-asked", "held-longer", "changed"],
            [await SkipAsync(renewed), await SkipAsync(twice), await SkipAsync(gone)]);

        async Task<string?> SkipAsync(Supporter person) => (await Letters.WriteAsync(portal, QualificationMail.EndsTemplate, person)).SkipReason;
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task It_comes_in_the_morning_and_not_after_the_last_day(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (kitchen, kind) = await SceneAsync(portal);
        await HoldAsync(portal, await portal.Data.CreateSupporterAsync(), kind, kitchen, Due);
        portal.Clock.Advance(TimeSpan.FromHours(16));
        await RunAsync(portal);

        await using var db = portal.NewContext();
        var message = await db.Messages.SingleAsync(m => m.Template == QualificationMail.EndsTemplate, Token);
        Assert.Equal(
            (new DateTimeOffset(2027, 1, 15, 7, 0, 0, TimeSpan.Zero), new DateTimeOffset(2027, 2, 13, 23, 0, 0, TimeSpan.Zero), MessageState.Pending),
            (message.NotBefore, message.ExpiresAt!.Value, message.State));
    }

    private static async Task<(Organisation Kitchen, QualificationKind Kind)> SceneAsync(TestPortal portal)
    {
        var kind = new QualificationKind { Id = Ids.New(portal.Clock), Name = LocalText.Of("Driving licence B", "Permis B") };
        await portal.Data.SaveAsync(kind);
        return (await portal.Data.CreateOrganisationAsync(), kind);
    }

    private static async Task<Qualification> HoldAsync(TestPortal portal, Supporter person, QualificationKind kind, Organisation organisation, DateOnly? lastDay)
    {
        var held = new Qualification
        {
            Id = Ids.New(portal.Clock),
            SupporterId = person.Id,
            KindId = kind.Id,
            OrganisationId = organisation.Id,
            State = QualificationState.Held,
            LastDay = lastDay,
            RequestedAt = portal.Clock.GetUtcNow(),
        };
        await portal.Data.SaveAsync(held);
        return held;
    }

    private static Task<int> RunAsync(TestPortal portal) => portal.RunAsync<ExpiryNotices, int>(s => s.WriteDueAsync(Token));
}
