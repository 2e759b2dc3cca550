using Microsoft.Extensions.Options;

namespace Portal.Core.Mail;

/// <summary>Who mail comes from: <c>Mail:From</c> with <c>Mail:FromName</c> beside it, or else the portal's name.</summary>
public sealed class MailSender(IOptions<MailOptions> mail, IOptions<PortalOptions> portal)
{
    /// <summary>The address and the name, in one line each.</summary>
    public MailAddress From => new(mail.Value.From, HeaderText.OneLine(mail.Value.FromName.Length > 0 ? mail.Value.FromName : portal.Value.Name));
}
