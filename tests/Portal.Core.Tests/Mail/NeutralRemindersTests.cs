using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Portal.Core.Bookings.Reminders;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Tests.Newsletters;

namespace Portal.Core.Tests.Mail;

public sealed class NeutralRemindersTests
{
    private static readonly Dictionary<string, string?> Neutral = new()
    {
        ["Mail:FromName"] = "Jo",
        ["Mail:ReminderSubjects:en"] = "About tomorrow",
        ["Mail:ReminderSubjects:fr"] = "Pour demain",
    };

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Sender_and_subject_of_reminders_are_what_was_set_in_each_language(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider, Neutral);

        Assert.Equal([("Jo", "About tomorrow"), ("Jo", "Pour demain")], await RemindAsync(portal));
    }

    [Fact]
    public async Task By_default_a_reminder_says_no_more_than_that_there_is_a_shift()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Sqlite);

        Assert.Equal([("Calais Appeal", "Your shift on Tuesday"), ("Calais Appeal", "Votre créneau de mardi")], await RemindAsync(portal));
        foreach (var mail in portal.Inbox().All())
        {
            var preview = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(mail.HtmlBody!).QuerySelector("body > div")!.TextContent;
            Assert.All(["Calais", "Kitchen", "Organisation"], word => Assert.DoesNotContain(word, preview + mail.Subject, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Theory]
    [InlineData("Mail:FromName", "Jo\r\nBcc: eve@example.org", "Mail:FromName has a line break")]
    [InlineData("Mail:ReminderSubjects:fr", "", "Mail:ReminderSubjects:fr must be one line of at most 80 characters, without placeholders.")]
    [InlineData("Mail:ReminderSubjects:en", "About\ntomorrow", "Mail:ReminderSubjects:en must be one line")]
    [InlineData("Mail:ReminderSubjects:en", "At {0}", "Mail:ReminderSubjects:en must be one line")]
    [InlineData("Mail:ReminderSubjects:fr", null, "Mail:ReminderSubjects:fr is missing: say the subject of reminders in every language of the portal, or in none.")]
    [InlineData("Mail:ReminderSubjects:xx", "About tomorrow", "Mail:ReminderSubjects:xx is for no language of the portal.")]
    public async Task A_wrong_setting_stops_the_start_with_a_sentence(string setting, string? value, string sentence)
    {
        var settings = new Dictionary<string, string?>(Neutral);
        _ = value is null ? settings.Remove(setting) : (settings[setting] = value) is not null;
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Sqlite, settings);

        var refusal = Assert.Throws<OptionsValidationException>(() => portal.Services.GetRequiredService<IStartupValidator>().Validate());

        Assert.Contains(sentence, refusal.Message, StringComparison.Ordinal);
    }

    // A shift three days off is due to be remembered of.
    private static async Task<IReadOnlyList<(string Sender, string Subject)>> RemindAsync(TestPortal portal)
    {
        var shift = await portal.Data.CreateShiftAsync(startsIn: TimeSpan.FromDays(5));
        foreach (var language in new[] { "en", "fr" })
        {
            await portal.Data.CreateBookingAsync(await portal.Data.CreateSupporterAsync(language: language, email: $"{language}@example.org"), shift);
        }

        portal.Clock.Advance(TimeSpan.FromHours(49));
        await portal.RunAsync<ReminderService, int>(s => s.WriteDueAsync(CancellationToken.None));
        await portal.DispatchAsync();
        return [.. portal.Inbox().All().OrderBy(mail => mail.To.Mailboxes.Single().Address, StringComparer.Ordinal).Select(mail => (mail.From.Mailboxes.Single().Name!, mail.Subject!))];
    }
}
