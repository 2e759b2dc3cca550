using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.FakeSendGrid;
using Portal.Testing;

namespace Portal.Core.Tests.Mail;

public sealed class SendGridTests
{
    [Fact]
    public async Task A_mail_passes_every_check_and_tracks_nobody()
    {
        await using var sendGrid = await SendGridStand.StartAsync();
        await using var portal = await StartAsync(DatabaseProvider.Sqlite, sendGrid);
        var amina = await portal.Data.CreateSupporterAsync("Amina");
        var id = await portal.WriteAsync(amina, "one");

        await portal.DispatchAsync();

        var mail = Assert.Single(sendGrid.Mails);
        var one = mail.GetProperty("personalizations")[0];
        Assert.Equal(amina.Email, one.GetProperty("to")[0].GetProperty("email").GetString());
        Assert.Equal(1, sendGrid.CountOf(id));
        Assert.Equal(["text/plain", "text/html"], mail.GetProperty("content").EnumerateArray().Select(c => c.GetProperty("type").GetString()));
        Assert.Equal("shift.ics", mail.GetProperty("attachments")[0].GetProperty("filename").GetString());
        var tracking = mail.GetProperty("tracking_settings");
        Assert.All(["click_tracking", "open_tracking", "subscription_tracking", "ganalytics"], name => Assert.False(tracking.GetProperty(name).GetProperty("enable").GetBoolean()));
        var settings = mail.GetProperty("mail_settings");
        Assert.True(settings.GetProperty("bypass_spam_management").GetProperty("enable").GetBoolean());
        Assert.True(settings.GetProperty("bypass_unsubscribe_management").GetProperty("enable").GetBoolean());
        Assert.False(settings.TryGetProperty("bypass_bounce_management", out _));
        Assert.Equal("Your shift  Bcc: eve@example.org", (one.TryGetProperty("subject", out var subject) ? subject : mail.GetProperty("subject")).GetString());
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Too_many_requests_wait_until_the_reset_and_then_go(DatabaseProvider provider)
    {
        await using var sendGrid = await SendGridStand.StartAsync();
        await using var portal = await StartAsync(provider, sendGrid);
        var amina = await portal.Data.CreateSupporterAsync();
        var (first, second) = (await portal.WriteAsync(amina, "first"), await portal.WriteAsync(amina, "second"));
        var reset = TestPortal.Begin.AddMinutes(3);
        await sendGrid.BehaveAsync(new Order(Conduct.TooMany, Times: 1, ResetAt: reset.ToUnixTimeSeconds()));

        await portal.DispatchAsync();
        await portal.DispatchAsync();

        Assert.Equal(1, sendGrid.Stats.Requests);
        var turnedAway = await portal.ReadAsync(first);
        Assert.Equal((MessageState.Pending, reset, "http-429", 1), (turnedAway.State, turnedAway.DueAt, turnedAway.Reason, turnedAway.Attempts));
        Assert.Equal((MessageState.Pending, 0), ((await portal.ReadAsync(second)).State, (await portal.ReadAsync(second)).Attempts));
        portal.Clock.Advance(TimeSpan.FromMinutes(3));
        await portal.DispatchAsync();
        Assert.Equal((1, 1), (sendGrid.CountOf(first), sendGrid.CountOf(second)));
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite, Conduct.Unavailable)]
    [InlineData(DatabaseProvider.Sqlite, Conduct.TooMany)]
    [InlineData(DatabaseProvider.Postgres, Conduct.Unavailable)]
    [InlineData(DatabaseProvider.Postgres, Conduct.TooMany)]
    public async Task A_provider_that_is_down_for_an_hour_loses_nothing_and_all_goes_out_soon_after(DatabaseProvider provider, Conduct conduct)
    {
        await using var sendGrid = await SendGridStand.StartAsync();
        await using var portal = await StartAsync(provider, sendGrid);
        var amina = await portal.Data.CreateSupporterAsync();
        var ids = new List<Guid>();
        for (var i = 0; i < 12; i++)
        {
            ids.Add(await portal.WriteAsync(amina, $"mail-{i}"));
        }

        var late = await portal.WriteAsync(amina, "late", expiresIn: TimeSpan.FromMinutes(30));
        var shift = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromDays(4));
        var back = portal.Clock.GetUtcNow().AddHours(1);
        await sendGrid.BehaveAsync(new Order(conduct, ResetAt: back.ToUnixTimeSeconds()));
        for (var minute = 0; minute < 60; minute += 2)
        {
            await portal.DispatchAsync();
            portal.Clock.Advance(TimeSpan.FromMinutes(2));
        }

        Assert.Equal(0, sendGrid.Stats.Accepted);
        // Booking asks the provider nothing, and its mail waits with the others.
        var requests = sendGrid.Stats.Requests;
        var booked = await portal.RunAsync<BookingService, BookOutcome>(s => s.BookAsync(amina.Id, shift.Id, shift.Positions[0].Id, Ids.New(portal.Clock), CancellationToken.None));
        Assert.NotNull(booked.BookingId);
        Assert.Equal(requests, sendGrid.Stats.Requests);
        await using var db = portal.NewContext();
        ids.Add(await db.Messages.Where(m => m.Template == "booking-confirmed").Select(m => m.Id).SingleAsync(MailTests.Stop));
        await sendGrid.BehaveAsync(new Order(Conduct.Accept));
        for (var minute = 0; minute < 10; minute++)
        {
            await portal.DispatchAsync();
            portal.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.All(ids, id => Assert.Equal(1, sendGrid.CountOf(id)));
        Assert.Equal(("expired", 0), ((await portal.ReadAsync(late)).Reason, sendGrid.CountOf(late)));
    }

    [Fact]
    public async Task A_provider_that_is_not_there_leaves_no_doubt()
    {
        var gone = await SendGridStand.StartAsync();
        var settings = gone.Settings;
        await gone.DisposeAsync();
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Sqlite, settings, MailTests.Writers);
        var id = await portal.WriteAsync(await portal.Data.CreateSupporterAsync(), "one");

        await portal.DispatchAsync();

        Assert.Equal((MessageState.Pending, "not-reached"), ((await portal.ReadAsync(id)).State, (await portal.ReadAsync(id)).Reason));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_refused_key_stops_all_and_burns_nothing(DatabaseProvider provider)
    {
        await using var sendGrid = await SendGridStand.StartAsync();
        await using var portal = await StartAsync(provider, sendGrid);
        var amina = await portal.Data.CreateSupporterAsync();
        Guid[] ids = [await portal.WriteAsync(amina, "a"), await portal.WriteAsync(amina, "b"), await portal.WriteAsync(amina, "c")];
        await sendGrid.BehaveAsync(new Order(Conduct.Unauthorised));

        await portal.DispatchAsync();
        await portal.DispatchAsync();

        var mailSwitch = portal.Services.GetRequiredService<MailSwitchService>();
        Assert.Equal("http-401", await mailSwitch.StoppedBecauseAsync(MailTests.Stop));
        Assert.Equal(1, sendGrid.Stats.Requests);
        foreach (var id in ids)
        {
            Assert.Equal(MessageState.Pending, (await portal.ReadAsync(id)).State);
        }

        await sendGrid.BehaveAsync(new Order(Conduct.Accept));
        await mailSwitch.ResumeAsync(MailTests.Stop);
        await portal.DispatchAsync();
        Assert.All(ids, id => Assert.Equal(1, sendGrid.CountOf(id)));
    }

    [Fact]
    public async Task A_key_from_a_file_that_ends_with_a_line_break_is_the_key()
    {
        await using var sendGrid = await SendGridStand.StartAsync();
        var settings = sendGrid.Settings;
        settings["Mail:SendGrid:ApiKey"] += "\r\n";
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Sqlite, settings, MailTests.Writers);
        var id = await portal.WriteAsync(await portal.Data.CreateSupporterAsync(), "one");

        await portal.DispatchAsync();

        Assert.Equal(1, sendGrid.CountOf(id));
    }

    [Fact]
    public async Task Settings_that_no_client_can_be_made_with_burn_nothing_and_leave_no_doubt()
    {
        await using var sendGrid = await SendGridStand.StartAsync();
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Sqlite, sendGrid.Settings, services =>
        {
            MailTests.Writers(services);
            // Past the validation, as a later version of the provider's library might find something unfit that we do not.
            services.AddSingleton(Options.Create(Unfit(sendGrid)));
        });
        var id = await portal.WriteAsync(await portal.Data.CreateSupporterAsync(), "one");

        await portal.DispatchAsync();

        Assert.Equal((MessageState.Pending, "settings-unfit"), ((await portal.ReadAsync(id)).State, (await portal.ReadAsync(id)).Reason));
        Assert.Equal("settings-unfit", await portal.Services.GetRequiredService<MailSwitchService>().StoppedBecauseAsync(MailTests.Stop));
        Assert.Equal(0, sendGrid.Stats.Requests);

        static MailOptions Unfit(SendGridStand sendGrid) =>
            new() { Transport = MailTransportKind.SendGrid, SendGrid = { ApiKey = "SG.two\nlines", BaseAddress = sendGrid.BaseAddress } };
    }

    [Fact]
    public async Task A_mail_that_is_refused_for_good_fails_alone()
    {
        await using var sendGrid = await SendGridStand.StartAsync();
        await using var portal = await StartAsync(DatabaseProvider.Sqlite, sendGrid);
        var amina = await portal.Data.CreateSupporterAsync();
        var (bad, good) = (await portal.WriteAsync(amina, "bad"), await portal.WriteAsync(amina, "good"));
        await sendGrid.BehaveAsync(new Order(Conduct.Refuse, Times: 1));

        await portal.DispatchAsync();

        Assert.Equal((MessageState.Failed, "http-400"), ((await portal.ReadAsync(bad)).State, (await portal.ReadAsync(bad)).Reason));
        Assert.Equal(MessageState.Sent, (await portal.ReadAsync(good)).State);
    }

    [Fact]
    public async Task Account_mail_goes_before_reminders_and_those_before_subscriptions()
    {
        await using var sendGrid = await SendGridStand.StartAsync();
        await using var portal = await StartAsync(DatabaseProvider.Sqlite, sendGrid);
        var amina = await portal.Data.CreateSupporterAsync();
        var subscription = await portal.WriteAsync(amina, "subscription", priority: MailPriority.Subscription);
        var booking = await portal.WriteAsync(amina, "booking");
        var account = await portal.WriteAsync(amina, "account", priority: MailPriority.Account);

        await portal.DispatchAsync();

        var order = sendGrid.Mails.Select(mail => MailRules.MessageIds(mail).Single());
        Assert.Equal([account.ToString(), booking.ToString(), subscription.ToString()], order);
    }

    private static Task<TestPortal> StartAsync(DatabaseProvider provider, SendGridStand sendGrid) =>
        TestPortal.StartAsync(provider, sendGrid.Settings, MailTests.Writers);
}
