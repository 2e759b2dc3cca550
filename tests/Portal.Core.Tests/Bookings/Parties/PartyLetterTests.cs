using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Accounts;
using Portal.Core.Bookings.Parties;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Resources;

namespace Portal.Core.Tests.Bookings.Parties;

public sealed class PartyLetterTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_leader_is_reminded_in_time_and_told_what_was_freed_in_their_language(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        foreach (var (language, reminder, freed) in new[]
        {
            ("en", "Convoy: 3 places nobody has claimed", "Convoy: 3 places are free for all"),
            ("fr", "Convoy\u202f: 3 places que personne n’a prises", "Convoy\u202f: 3 places reviennent à tout le monde"),
        })
        {
            var shift = await portal.Data.CreateShiftAsync(positions: [("Cook", 1, 3)]);
            var leader = await portal.Data.CreateSupporterAsync(language: language);
            var held = await portal.RunAsync<PartyHolding, HoldOutcome>(s => s.HoldAsync(leader.Id, new("Convoy", [new(shift.Positions[0].Id, 3)], Guid.CreateVersion7()), Token));
            portal.Clock.Advance(TimeSpan.FromDays(4));
            await LapseAsync(portal);

            var first = (await WriteAsync(portal, PartyMail.ReminderTemplate, leader)).Letter!;
            Assert.Equal(reminder, first.Subject);
            Assert.EndsWith($"/parties/{held.PartyId}", first.Blocks.OfType<LetterBlock.Buttons>().Single().Links[0].Address, StringComparison.Ordinal);

            portal.Clock.Advance(TimeSpan.FromDays(1));
            await LapseAsync(portal);
            var second = (await WriteAsync(portal, PartyMail.FreedTemplate, leader)).Letter!;
            Assert.Equal(freed, second.Subject);
            Assert.Contains(second.Blocks.OfType<LetterBlock.Facts>().Single().Lines, line => line.Contains("Calais east", StringComparison.Ordinal));
            Assert.Equal("claimed", (await WriteAsync(portal, PartyMail.ReminderTemplate, leader)).SkipReason);
        }
    }

    private static Task<(int, int)> LapseAsync(TestPortal portal) => portal.RunAsync<PartyLapses, (int, int)>(s => s.RunAsync(Token));

    private static async Task<WrittenLetter> WriteAsync(TestPortal portal, string template, Supporter supporter)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        await using var db = portal.NewContext();
        var message = await db.Messages.AsNoTracking().SingleAsync(m => m.Template == template && m.SupporterId == supporter.Id, Token);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (Languages.CultureOf(message.Language), Languages.CultureOf(message.Language));
        var writer = scope.ServiceProvider.GetServices<ILetterWriter>().Single(w => w.Template == template);
        return await writer.WriteAsync(message, new(supporter.Email!, supporter.DisplayName, supporter, null), Token);
    }
}
