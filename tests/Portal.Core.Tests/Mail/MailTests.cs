using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Accounts;
using Portal.Core.Mail;
using Portal.Testing;

namespace Portal.Core.Tests.Mail;

/// <summary>What the tests of the mail have in common: to write messages and to see where they stand.</summary>
internal static class MailTests
{
    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Registers a writer that writes, one that throws and one that has nothing to say any more.</summary>
    public static void Writers(IServiceCollection services)
    {
        services.AddScoped<ILetterWriter>(_ => new StubWriter(StubWriter.Plain));
        services.AddScoped<ILetterWriter>(_ => new StubWriter("throws", () => throw new InvalidOperationException("broken template")));
        services.AddScoped<ILetterWriter>(_ => new StubWriter("skips", () => WrittenLetter.Skip("booking-cancelled")));
    }

    public static async Task<Guid> WriteAsync(
        this TestPortal portal, Supporter supporter, string key, string template = StubWriter.Plain,
        MailPriority priority = MailPriority.Booking, TimeSpan? expiresIn = null, Guid? newsletter = null)
    {
        await using var db = portal.NewContext();
        var message = portal.Services.GetRequiredService<Outbox>().Add(db, new MailDraft(key, priority, template, supporter.Language)
        {
            SupporterId = supporter.Id,
            NewsletterId = newsletter,
            ExpiresAt = portal.Clock.GetUtcNow() + expiresIn,
        });
        await db.SaveChangesAsync(Stop);
        // The next message is a later one: what is due in the same instant goes out in any order.
        portal.Clock.Advance(TimeSpan.FromMilliseconds(1));
        return message.Id;
    }

    public static async Task<Message> ReadAsync(this TestPortal portal, Guid id)
    {
        await using var db = portal.NewContext();
        return await db.Messages.AsNoTracking().SingleAsync(m => m.Id == id, Stop);
    }

    public static Task<DispatchReport> DispatchAsync(this TestPortal portal) =>
        portal.Services.GetRequiredService<Dispatcher>().DispatchUntilEmptyAsync(Stop);
}
