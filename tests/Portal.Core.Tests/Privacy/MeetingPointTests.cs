using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Portal.Core.Accounts;
using Portal.Core.Accounts.Sessions;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Privacy;
using Portal.Core.Shifts;

namespace Portal.Core.Tests.Privacy;

public sealed class MeetingPointTests
{
    private const string Point = "Behind the blue gate, rue des Fontinettes";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Every combination of booking, shift, account, code of conduct, moment, pause and holding back; the expectation is worded the other way round than the rule.</summary>
    [Fact]
    public void Only_one_kind_of_combination_shows_the_point()
    {
        var now = TestPortal.Begin;
        var shown = 0;
        foreach (var state in Enum.GetValues<BookingState>())
            foreach (var status in Enum.GetValues<ShiftStatus>())
                foreach (var confirmed in new[] { true, false })
                    foreach (var suspended in new[] { true, false })
                        foreach (var code in new[] { CodeOfConduct.CurrentVersion - 1, CodeOfConduct.CurrentVersion })
                            foreach (var startsIn in new[] { -6.01, -6, 0, 12, 12.01 })
                                foreach (var provenBefore in new double?[] { null, 18.01, 18, 0 })
                                    foreach (var (paused, heldBack) in new[] { (false, false), (true, false), (false, true), (true, true) })
                                    {
                                        var facts = new MeetingPointFacts
                                        {
                                            State = state,
                                            ShiftStatus = status,
                                            AddressConfirmed = confirmed,
                                            Suspended = suspended,
                                            CodeOfConduct = code,
                                            StartsAt = now.AddHours(startsIn),
                                            EndsAt = now.AddHours(startsIn + 4),
                                            RevealHours = 12,
                                            ProvenAt = provenBefore is { } hours ? now.AddHours(-hours) : null,
                                            IsPaused = paused,
                                            IsHeldBack = heldBack,
                                        };

                                        var result = MeetingPointRule.Decide(facts, now);

                                        var wrong = (state != BookingState.Confirmed && state != BookingState.CheckedIn) || status != ShiftStatus.Published || !confirmed || suspended;
                                        var expected = wrong ? MeetingPointResult.No
                                            : startsIn < -6 ? MeetingPointResult.Over
                                            : paused && startsIn <= 12 ? MeetingPointResult.Paused
                                            : heldBack ? MeetingPointResult.HeldBack
                                            : code == 0 ? MeetingPointResult.CodeOfConductNeeded
                                            : startsIn > 12 ? MeetingPointResult.NotYet
                                            : provenBefore is null || provenBefore > 12 - startsIn ? MeetingPointResult.ProofNeeded
                                            : MeetingPointResult.Shown;
                                        Assert.Equal(expected, result);
                                        shown += result == MeetingPointResult.Shown ? 1 : 0;
                                    }

        // Two states that are confirmed; six hours after the start both later proofs do, at the start and twelve hours before it the last.
        Assert.Equal(2 * (2 + 1 + 1), shown);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_look_within_its_time_is_answered_and_on_record(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (anna, booking, shift) = await ReadyAsync(portal);

        var early = await ReadAsync(portal, anna.Id, booking.Id);
        Assert.Equal((MeetingPointResult.NotYet, shift.StartsAt.AddHours(-12), null), (early.Result, early.OpensAt, early.Point));
        portal.Clock.Advance(TimeSpan.FromHours(24));
        var first = await ReadAsync(portal, anna.Id, booking.Id);
        portal.Clock.Advance(TimeSpan.FromMinutes(5));
        var second = await ReadAsync(portal, anna.Id, booking.Id);

        Assert.Equal((MeetingPointResult.Shown, Point, null), (first.Result, first.Point, first.OpenedBefore));
        Assert.Equal(TestPortal.Begin.AddHours(24), second.OpenedBefore);
        Assert.DoesNotContain("blue gate", $"{second}", StringComparison.Ordinal);
        var looks = await LooksAsync(portal);
        Assert.Equal(2, looks.Count);
        Assert.All(looks, a => Assert.Equal((anna.Id, shift.SiteId!.Value, shift.OrganisationId), (a.ActorId!.Value, a.SubjectId, a.OrganisationId!.Value)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Whoever_signed_in_before_it_opened_shows_once_more_who_they_are_and_by_no_other_session(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (anna, booking, _) = await ReadyAsync(portal);
        var ben = await portal.Data.CreateSupporterAsync();
        var sessions = portal.Services.GetRequiredService<SessionService>();
        var phone = await portal.Data.CreateSessionAsync(anna.Id);
        portal.Clock.Advance(TimeSpan.FromHours(24));
        var (desk, his) = (await portal.Data.CreateSessionAsync(anna.Id), await portal.Data.CreateSessionAsync(ben.Id));
        async Task<MeetingPointResult> LookAsync(Guid session) => (await ReadAsync(portal, anna.Id, session, booking.Id)).Result;

        Assert.Equal(MeetingPointResult.ProofNeeded, await LookAsync(phone));
        Assert.Equal(MeetingPointResult.ProofNeeded, await LookAsync(his));
        Assert.Equal(MeetingPointResult.ProofNeeded, await LookAsync(Guid.Empty));
        Assert.Equal(MeetingPointResult.Shown, await LookAsync(desk));
        await sessions.ProveAsync(ben.Id, phone, Token);
        Assert.Equal(MeetingPointResult.ProofNeeded, await LookAsync(phone));
        await sessions.ProveAsync(anna.Id, phone, Token);
        Assert.Equal(MeetingPointResult.Shown, await LookAsync(phone));
        await sessions.EndAsync(anna.Id, phone, Token);
        Assert.Equal(MeetingPointResult.ProofNeeded, await LookAsync(phone));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Organisers_of_the_organisation_may_look_and_are_on_record_others_find_nothing(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (_, booking, shift) = await ReadyAsync(portal);
        var organiser = await portal.Data.CreateOrganiserAsync(shift.Organisation!);
        var stranger = await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync());
        var admin = await portal.Data.CreateAdministratorAsync();
        Task<MeetingPointOutcome> Look(Supporter who) => portal.RunAsync<MeetingPointReader, MeetingPointOutcome>(r => r.ReadForOrganiserAsync(who.Id, shift.SiteId!.Value, Token));

        Assert.Equal(Point, (await Look(organiser)).Point);
        Assert.Equal(MeetingPointResult.No, (await Look(stranger)).Result);
        Assert.Equal(MeetingPointResult.No, (await Look(admin)).Result);
        portal.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal(MeetingPointResult.No, (await ReadAsync(portal, stranger.Id, booking.Id)).Result);
        Assert.Equal(organiser.Id, Assert.Single(await LooksAsync(portal)).ActorId);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Ten_looks_an_hour_are_enough_even_at_once(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (anna, booking, _) = await ReadyAsync(portal);
        portal.Clock.Advance(TimeSpan.FromHours(24));

        var looks = await Task.WhenAll(Enumerable.Range(0, 15).Select(_ => ReadAsync(portal, anna.Id, booking.Id)));

        Assert.Equal((10, 5), (looks.Count(l => l.Result == MeetingPointResult.Shown), looks.Count(l => l.Result == MeetingPointResult.TooOften)));
        portal.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(MeetingPointResult.Shown, (await ReadAsync(portal, anna.Id, booking.Id)).Result);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_looks_of_a_person_count_together_over_all_sites(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (anna, booking, shift) = await ReadyAsync(portal);
        var elsewhere = await portal.Data.CreateShiftAsync(shift.Organisation, startsIn: TimeSpan.FromHours(35));
        var second = await portal.Data.CreateBookingAsync(anna, elsewhere);
        var organiser = await portal.Data.CreateOrganiserAsync(shift.Organisation!);
        await portal.RunAsync<MeetingPointService, MovePointOutcome>(s => s.MoveAsync(organiser.Id, elsewhere.SiteId!.Value, "By the lighthouse", Token));
        Assert.NotEqual(shift.SiteId, elsewhere.SiteId);
        portal.Clock.Advance(TimeSpan.FromHours(24));
        Task<MeetingPointOutcome> Organise(Shift at) =>
            portal.RunAsync<MeetingPointReader, MeetingPointOutcome>(r => r.ReadForOrganiserAsync(organiser.Id, at.SiteId!.Value, Token));

        for (var look = 0; look < MeetingPointReader.MostAnHour / 2; look++)
        {
            Assert.Equal(Point, (await ReadAsync(portal, anna.Id, booking.Id)).Point);
            Assert.Equal("By the lighthouse", (await ReadAsync(portal, anna.Id, second.Id)).Point);
            Assert.Equal(Point, (await Organise(shift)).Point);
            Assert.Equal("By the lighthouse", (await Organise(elsewhere)).Point);
        }

        Assert.Equal(
            Enumerable.Repeat(MeetingPointResult.TooOften, 4),
            [(await ReadAsync(portal, anna.Id, booking.Id)).Result, (await ReadAsync(portal, anna.Id, second.Id)).Result, (await Organise(shift)).Result, (await Organise(elsewhere)).Result]);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Without_a_record_there_is_no_answer(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (anna, booking, _) = await ReadyAsync(portal);
        portal.Clock.Advance(TimeSpan.FromHours(24));
        await using (var db = portal.NewContext())
        {
            await db.Database.ExecuteSqlRawAsync("ALTER TABLE \"AuditEntries\" RENAME COLUMN \"Action\" TO \"Gone\"", Token);
        }

        var outcome = await ReadAsync(portal, anna.Id, booking.Id);

        Assert.Equal((MeetingPointResult.No, null), (outcome.Result, outcome.Point));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Under_another_master_key_nothing_opens_and_nothing_is_recorded(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (anna, booking, _) = await ReadyAsync(portal);
        portal.Clock.Advance(TimeSpan.FromHours(24));
        await using (var db = portal.NewContext())
        {
            await db.DataKeys.ExecuteUpdateAsync(set => set.SetProperty(k => k.MasterKey, "another"), Token);
        }

        Assert.Equal(MeetingPointResult.No, (await ReadAsync(portal, anna.Id, booking.Id)).Result);
        Assert.Empty(await LooksAsync(portal));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_moved_point_replaces_the_old_one_and_the_table_holds_no_clear_text(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (anna, booking, shift) = await ReadyAsync(portal);
        var organiser = await portal.Data.CreateOrganiserAsync(shift.Organisation!);
        Task<MovePointOutcome> Move(Guid actor, string text) => portal.RunAsync<MeetingPointService, MovePointOutcome>(s => s.MoveAsync(actor, shift.SiteId!.Value, text, Token));

        Assert.Equal(MovePointOutcome.NotFound, await Move(anna.Id, "Elsewhere"));
        Assert.Equal(MovePointOutcome.Empty, await Move(organiser.Id, " "));
        Assert.Equal(MovePointOutcome.Unreadable, await Move(organiser.Id, "By the \uFFFD"));
        Assert.Equal(MovePointOutcome.TooLong, await Move(organiser.Id, new string('x', 1001)));
        Assert.Equal(MovePointOutcome.Moved, await Move(organiser.Id, "By the lighthouse"));
        portal.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal("By the lighthouse", (await ReadAsync(portal, anna.Id, booking.Id)).Point);
        await using var db = portal.NewContext();
        var row = await db.MeetingPoints.SingleAsync(Token);
        Assert.Equal(2, row.Version);
        Assert.DoesNotContain("lighthouse", System.Text.Encoding.UTF8.GetString(row.Sealed), StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_box_opens_for_its_own_subject_only_and_unchanged_only(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var vault = portal.Services.GetRequiredService<Vault>();
        var (mine, other) = (Ids.New(portal.Clock), Ids.New(portal.Clock));
        await using var db = portal.NewContext();
        var box = await vault.SealAsync(db, mine, Point, Token);
        await vault.SealAsync(db, other, Point, Token);
        await db.SaveChangesAsync(Token);

        Assert.Equal(Point, await vault.OpenAsync(db, mine, box, Token));
        await Assert.ThrowsAnyAsync<CryptographicException>(() => vault.OpenAsync(db, other, box, Token));
        box[^1] ^= 1;
        await Assert.ThrowsAnyAsync<CryptographicException>(() => vault.OpenAsync(db, mine, box, Token));
        await Assert.ThrowsAnyAsync<CryptographicException>(() => vault.OpenAsync(db, mine, [1, 2, 3], Token));
    }

    [Theory]
    [InlineData("Production", SecretsOptions.DevelopmentKey, false)]
    [InlineData("Production", "", false)]
    [InlineData("Production", "c2hvcnQ=", false)]
    [InlineData("Production", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=", true)]
    [InlineData("Development", SecretsOptions.DevelopmentKey, true)]
    [InlineData("Development", "c2hvcnQ=", false)]
    public void Only_development_starts_without_a_key_of_its_own(string environment, string key, bool starts)
    {
        var validation = new SecretsValidation(new HostingEnvironment { EnvironmentName = environment }, NullLogger<SecretsValidation>.Instance);

        var result = validation.Validate(null, new SecretsOptions { MasterKey = key });

        Assert.Equal(starts, result.Succeeded);
        Assert.Equal(!starts, result.FailureMessage?.Contains("Secrets:MasterKey", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void The_key_of_development_says_so_in_its_name() =>
        Assert.Equal("development-only-not-secret", new MasterKey(Options.Create(new SecretsOptions())).Name);

    /// <summary>A look of somebody who has just signed in.</summary>
    private static async Task<MeetingPointOutcome> ReadAsync(TestPortal portal, Guid supporterId, Guid bookingId) =>
        await ReadAsync(portal, supporterId, await portal.Data.CreateSessionAsync(supporterId), bookingId);

    private static Task<MeetingPointOutcome> ReadAsync(TestPortal portal, Guid supporterId, Guid sessionId, Guid bookingId) =>
        portal.RunAsync<MeetingPointReader, MeetingPointOutcome>(r => r.ReadAsync(supporterId, sessionId, bookingId, Token));

    private static Task<List<AuditEntry>> LooksAsync(TestPortal portal) => portal.Data.RecordAsync(MeetingPointReader.Action);

    /// <summary>Somebody with a confirmed place on a shift in 30 hours, at a site whose point is stored.</summary>
    private static async Task<(Supporter Anna, Booking Booking, Shift Shift)> ReadyAsync(TestPortal portal)
    {
        var anna = await portal.Data.CreateSupporterAsync();
        var shift = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromHours(30));
        var booking = await portal.Data.CreateBookingAsync(anna, shift);
        var setter = await portal.Data.CreateOrganiserAsync(shift.Organisation!);
        await portal.RunAsync<MeetingPointService, MovePointOutcome>(s => s.MoveAsync(setter.Id, shift.SiteId!.Value, Point, Token));
        return (anna, booking, shift);
    }
}
