using Portal.Core.Data;
using Portal.Core.Mail;

namespace Portal.Core.Accounts;

/// <summary>Mails about an account: at most six a day for one address, with growing pauses, known or not.</summary>
public sealed class AccountMail(Outbox outbox, MailBell bell, Attempts attempts, TimeProvider clock)
{
    /// <summary>Takes one of the mails an address may have today; false when it had enough for now.</summary>
    public async Task<bool> MayGoAsync(string address, CancellationToken cancellationToken) =>
        await attempts.TakeMailAsync(address, cancellationToken) is null;

    /// <summary>Adds a mail to the context, if it may go; the caller saves, and then calls <see cref="Announce"/>.</summary>
    public void Add(PortalDbContext db, Supporter supporter, string template, bool mayGo) => AddOrPretend(db, supporter, template, mayGo);

    /// <summary>
    /// The same where the address may have no account. Then a message to nobody is written, which the dispatcher skips: the answer takes
    /// the same statements, and so the same time, whether or not the address is known.
    /// </summary>
    public void AddOrPretend(PortalDbContext db, Supporter? supporter, string template, bool mayGo)
    {
        if (mayGo)
        {
            outbox.Add(db, new MailDraft($"{template}:{Ids.New(clock)}", MailPriority.Account, template, supporter?.Language ?? Resources.Languages.Default) { SupporterId = supporter?.Id });
        }
    }

    /// <summary>Wakes the dispatcher, once what was added is committed.</summary>
    public void Announce() => bell.Ring();
}
