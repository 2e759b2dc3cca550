using Portal.Core.Bookings.Letters;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Organisations.People;
using Portal.Core.Resources;

namespace Portal.Core.Organisations.Letters;

/// <summary>Tells a member what they are in an organisation now.</summary>
internal sealed class MembershipRoleLetterWriter(PortalDbContext db, Phrasebook words, PortalLinks links) : ILetterWriter
{
    public string Template => MemberRoles.Template;

    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
    {
        var role = LetterFacts.DataOf<RoleLetterData>(message).Role;
        var facts = await MembershipFacts.FindAsync(db, message, cancellationToken);
        if (facts is not { State: MembershipState.Active } || facts.Role != role)
        {
            return WrittenLetter.Skip("changed");
        }

        var organises = role == MembershipRole.Organiser;
        return WrittenLetter.Send(new Letter(
            words["Organisations.Mail.Role.Subject", facts.Organisation],
            words[$"Organisations.Mail.Role.{role}"],
            [
                new LetterBlock.Paragraph(words[$"Organisations.Mail.Role.{role}Text", facts.Organisation]),
                new LetterBlock.Buttons([new(words[organises ? "Organisations.Mail.Role.Organise" : "Organisations.Mail.Accepted.Link"], links.To(organises ? "/organise" : $"/organisations/{facts.Slug}"))]),
            ],
            words["Organisations.Mail.Member.Footer", facts.Organisation])
        {
            Preview = words["Organisations.Mail.Role.Preview"],
            ReplyTo = facts.PublicEmail,
        });
    }
}
