using Portal.Core;
using Portal.Core.Accounts;
using Portal.Core.Accounts.AddressChanges;
using Portal.Core.Accounts.Deletion;
using Portal.Core.Mail;

namespace Portal.Testing.Letters;

/// <summary>Letters about an account and its address.</summary>
internal static class AccountLetters
{
    public static IEnumerable<LetterCase> Cases =>
    [
        new("confirm-address", "new", async scene => await scene.WriteAsync("confirm-address", await scene.ReaderAsync(confirmed: false), priority: MailPriority.Account)),
        Plain("already-registered"),
        Plain("reset-password"),
        Plain("address-works"),
        Plain("account-deleted"),
        Plain("deletion-stopped"),
        new("idle-warning", "plain", async scene => await scene.WriteAsync("idle-warning", await scene.ReaderAsync(), new { Day = new DateOnly(2030, 5, 1) })),
        new("deletion-asked", "plain", async scene =>
        {
            var (reader, now) = (await scene.ReaderAsync(), scene.Portal.Clock.GetUtcNow());
            await scene.Data.SaveAsync(new AccountDeletion { SupporterId = reader.Id, Cause = DeletionCause.Asked, AskedAt = now, DueAt = now + DeletionService.Pause });
            return await scene.WriteAsync("deletion-asked", reader, priority: MailPriority.Account);
        }),
        Change("change-address", "asked", taken: false, done: false),
        Change("change-address", "taken", taken: true, done: false),
        Change("address-changed", "done", taken: false, done: true),
    ];

    private static LetterCase Plain(string template) =>
        new(template, "plain", async scene => await scene.WriteAsync(template, await scene.ReaderAsync(), priority: MailPriority.Account));

    private static LetterCase Change(string template, string name, bool taken, bool done) => new(template, name, async scene =>
    {
        var (reader, other, now) = (await scene.ReaderAsync(), await scene.ReaderAsync(), scene.Portal.Clock.GetUtcNow());
        var change = new AddressChange
        {
            Id = Ids.New(scene.Portal.Clock),
            SupporterId = reader.Id,
            NewAddress = taken ? other.Email! : $"new-{reader.Email}",
            OldAddress = done ? $"old-{reader.Email}" : null,
            AskedAt = now,
            DoneAt = done ? now : null,
        };
        await scene.Data.SaveAsync(change);
        return await scene.WriteAsync(template, reader, new { ChangeId = change.Id }, MailPriority.Account);
    });
}
