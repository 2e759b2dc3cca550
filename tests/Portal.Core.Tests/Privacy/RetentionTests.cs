using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Accounts;
using Portal.Core.Accounts.Sessions;
using Portal.Core.Bookings.Attendance;
using Portal.Core.CallOuts;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Newsletters.Subscriptions;
using Portal.Core.Organisations.Closures;
using Portal.Core.Privacy;
using Portal.Core.Privacy.Retention;

namespace Portal.Core.Tests.Privacy;

public sealed class RetentionTests
{
    private const string Link = "https://meet.example.org/blue-gate";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Each_thing_goes_when_its_time_is_over_and_not_before(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var ruth = await portal.Data.CreateSupporterAsync();
        await portal.Services.GetRequiredService<SessionService>().StartAsync(ruth, userAgent: null, remember: true, byPasskey: false, Stop);
        Assert.Null(await portal.Services.GetRequiredService<Attempts>().TakeMailAsync(ruth.Email!, Stop));
        await portal.Data.SaveAsync(new Stay { Id = Ids.New(portal.Clock), SupporterId = ruth.Id, FirstDay = Day(0), LastDay = Day(5) });
        await AskAsync(portal, ruth);
        await LinkAsync(portal);
        await SentAsync(portal, ruth);

        Dictionary<TimeSpan, string> told = new()
        {
            [TimeSpan.FromDays(1)] = "attempts 1",
            [TimeSpan.FromDays(7)] = "data of mail 1",
            // The shift is over after a day and an hour.
            [TimeSpan.FromDays(8) + TimeSpan.FromHours(1)] = "joining links 1",
            [TimeSpan.FromDays(60)] = "sessions 1",
            [TimeSpan.FromDays(90)] = "questions of call-outs 1",
            // Days end at midnight.
            [TimeSpan.FromDays(96) - TimeSpan.FromHours(9)] = "stays 1",
            [TestPortal.Begin.AddMonths(12) - TestPortal.Begin] = "mail 1",
        };
        foreach (var (after, what) in told)
        {
            portal.Clock.SetUtcNow(TestPortal.Begin + after - TimeSpan.FromSeconds(1));
            Assert.Equal("erased: nothing", await RunAsync(portal));
            portal.Clock.SetUtcNow(TestPortal.Begin + after + TimeSpan.FromSeconds(1));
            Assert.Equal($"erased: {what}", await RunAsync(portal));
            Assert.Equal("erased: nothing", await RunAsync(portal));
        }
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task With_a_link_goes_the_key_that_opened_it(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var shift = await LinkAsync(portal);

        portal.Clock.Advance(TimeSpan.FromDays(9));
        await RunAsync(portal);

        await using var db = portal.NewContext();
        Assert.Equal((0, 0), (await db.JoiningLinks.CountAsync(Stop), await db.DataKeys.CountAsync(k => k.SubjectId == shift, Stop)));
        Assert.False(await db.Shifts.Where(s => s.Id == shift).Select(s => s.HasLink).SingleAsync(Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_phone_goes_thirty_days_after_the_last_shift_and_not_while_another_comes(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var phones = portal.Services.GetRequiredService<PhoneService>();
        var (gone, comes, never) = (await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync());
        foreach (var person in new[] { gone, comes, never })
        {
            Assert.True(await phones.SaveAsync(person.Id, "+33 6 00 00 00 01", Stop));
        }

        var shift = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromDays(1), lasts: TimeSpan.FromHours(1));
        var later = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromDays(20), lasts: TimeSpan.FromHours(1));
        await portal.Data.CreateBookingAsync(gone, shift);
        await portal.Data.CreateBookingAsync(comes, shift);
        await portal.Data.CreateBookingAsync(comes, later);

        portal.Clock.SetUtcNow(shift.EndsAt.AddDays(30) - TimeSpan.FromSeconds(1));
        Assert.Equal("erased: nothing", await RunAsync(portal));
        portal.Clock.SetUtcNow(shift.EndsAt.AddDays(30) + TimeSpan.FromSeconds(1));
        Assert.Equal("erased: phones 1", await RunAsync(portal));

        Assert.Null(await phones.ReadAsync(gone.Id, Stop));
        Assert.Equal(("+33 6 00 00 00 01", "+33 6 00 00 00 01"), (await phones.ReadAsync(comes.Id, Stop), await phones.ReadAsync(never.Id, Stop)));
        Assert.True(await phones.SaveAsync(gone.Id, "+33 6 00 00 00 02", Stop));
        Assert.Equal("+33 6 00 00 00 02", await phones.ReadAsync(gone.Id, Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Mail_that_a_person_may_still_send_keeps_what_it_is_written_from(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var ruth = await portal.Data.CreateSupporterAsync();
        await SentAsync(portal, ruth, MessageState.Held);
        await SentAsync(portal, ruth, MessageState.Failed);
        await SentAsync(portal, ruth, MessageState.Pending);
        await SentAsync(portal, ruth, MessageState.Skipped);

        portal.Clock.Advance(TimeSpan.FromDays(8));

        Assert.Equal("erased: data of mail 1", await RunAsync(portal));
        await using var db = portal.NewContext();
        Assert.Equal(MessageState.Skipped, (await db.Messages.SingleAsync(m => m.Data == Message.NoData, Stop)).State);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task More_than_a_piece_goes_in_one_run(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.Data.SaveAsync([.. Enumerable.Range(0, 2100).Select(_ => new Attempt { Id = Ids.New(portal.Clock), Kind = AttemptKind.SignIn, Subject = new byte[32], At = TestPortal.Begin })]);

        portal.Clock.Advance(TimeSpan.FromDays(2));

        Assert.Equal("erased: attempts 2100", await RunAsync(portal));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_led_a_shift_goes_after_a_year_and_what_is_known_of_addresses_after_three(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var ruth = await portal.Data.CreateSupporterAsync();
        var shift = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromHours(1), lasts: TimeSpan.FromHours(1), lead: ruth);
        await portal.Data.SaveAsync(
            new SiteClosure { Id = Ids.New(portal.Clock), SiteId = shift.SiteId!.Value, From = TestPortal.Begin, Until = TestPortal.Begin.AddHours(2), ClosedById = ruth.Id, ClosedAt = TestPortal.Begin },
            WalkIn.Add(portal.Clock, shift.Id, shift.Positions[0].Id, "Ana", ruth.Id),
            new SubscriberImport { Id = Ids.New(portal.Clock), ById = ruth.Id, At = TestPortal.Begin.AddHours(2), Statement = "At the stall", Certified = false, Added = 1, Known = 0, KeptAway = 0, Repeated = 0 },
            new AddressStanding { AddressHash = new byte[32], DeadSince = TestPortal.Begin, ErasedAt = TestPortal.Begin.AddHours(2) },
            new Subscriber
            {
                Id = Ids.New(portal.Clock),
                Address = "",
                NormalizedAddress = "gone",
                Language = "en",
                State = SubscriberState.Unsubscribed,
                RequestedAt = TestPortal.Begin,
                LeftAt = TestPortal.Begin.AddHours(2),
                ConsentText = 1,
                AddressHash = new byte[32],
            });

        foreach (var (end, what) in new[] { (TestPortal.Begin.AddHours(2).AddMonths(12), "leads of shifts 1, who vouched for walk-ins 1, closures 1"), (TestPortal.Begin.AddHours(2).AddYears(3), "who brought addresses 1, ended subscriptions 1, troubles of addresses 1") })
        {
            portal.Clock.SetUtcNow(end - TimeSpan.FromSeconds(1));
            await RunAsync(portal);
            Assert.Equal("erased: nothing", await RunAsync(portal));
            portal.Clock.SetUtcNow(end + TimeSpan.FromSeconds(1));
            Assert.Contains(what, await RunAsync(portal), StringComparison.Ordinal);
            Assert.Equal("erased: nothing", await RunAsync(portal));
        }
    }

    [Fact]
    public async Task A_rule_that_fails_keeps_no_other_from_running_and_is_told()
    {
        var (broken, ran) = (new RetentionRule("broken", _ => throw new InvalidOperationException("no")), false);
        var fine = new RetentionRule("fine", _ =>
        {
            ran = true;
            return Task.FromResult(3);
        });
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Sqlite, more: services => services.AddScoped(_ => broken).AddScoped(_ => fine));

        var fault = await Assert.ThrowsAsync<AggregateException>(() => RunAsync(portal));

        Assert.True(ran);
        Assert.StartsWith("erased: fine 3", fault.Message, StringComparison.Ordinal);
    }

    private static DateOnly Day(int after) => DateOnly.FromDateTime(TestPortal.Begin.UtcDateTime).AddDays(after);

    private static Task<string> RunAsync(TestPortal portal) => portal.RunAsync<RetentionService, string>(retention => retention.RunAsync(Stop));

    private static async Task AskAsync(TestPortal portal, Supporter supporter)
    {
        var shift = await portal.Data.CreateShiftAsync();
        var organiser = await portal.Data.CreateOrganiserAsync(shift.Organisation!);
        var callOut = new CallOut
        {
            Id = Ids.New(portal.Clock),
            OrganisationId = shift.OrganisationId,
            ShiftId = shift.Id,
            PositionId = shift.Positions[0].Id,
            AuthorId = organiser.Id,
            Line = "A driver is missing.",
            Language = "en",
            Target = 1,
            StartedAt = portal.Clock.GetUtcNow(),
        };
        await portal.Data.SaveAsync(callOut, new CallOutAsk { CallOutId = callOut.Id, SupporterId = supporter.Id, Circle = Circle.Qualified, AskAt = portal.Clock.GetUtcNow(), Day = Day(0), Number = 1 });
    }

    private static async Task<Guid> LinkAsync(TestPortal portal)
    {
        var shift = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromDays(1), lasts: TimeSpan.FromHours(1), remote: true);
        var organiser = await portal.Data.CreateOrganiserAsync(shift.Organisation!);
        Assert.Equal(MovePointOutcome.Moved, await portal.RunAsync<JoiningLinkService, MovePointOutcome>(links => links.MoveAsync(organiser.Id, shift.Id, Link, Stop)));
        return shift.Id;
    }

    private static async Task SentAsync(TestPortal portal, Supporter supporter, MessageState state = MessageState.Sent)
    {
        await using var db = portal.NewContext();
        var message = portal.Services.GetRequiredService<Outbox>().Add(db, new MailDraft($"{state}", MailPriority.Booking, "shift-reminder", "en") { SupporterId = supporter.Id, Data = new { Booking = supporter.Id } });
        await db.SaveChangesAsync(Stop);
        var now = portal.Clock.GetUtcNow();
        await db.Messages.Where(m => m.Id == message.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.State, state).SetProperty(m => m.SettledAt, now), Stop);
    }
}
