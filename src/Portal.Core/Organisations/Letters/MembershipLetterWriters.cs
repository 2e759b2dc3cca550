using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings.Letters;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Resources;

namespace Portal.Core.Organisations.Letters;

/// <summary>Tells somebody who asked to join what the organisation answered.</summary>
internal sealed class MembershipAnsweredLetterWriter(PortalDbContext db, Phrasebook words, PortalLinks links) : ILetterWriter
{
    public string Template => MembershipService.AnsweredTemplate;

    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
    {
        var facts = await MembershipFacts.FindAsync(db, message, cancellationToken);
        if (facts is null or { State: MembershipState.Requested })
        {
            return WrittenLetter.Skip("asked-again");
        }

        var key = facts.State == MembershipState.Active ? "Organisations.Mail.Accepted" : "Organisations.Mail.Refused";
        return WrittenLetter.Send(new Letter(
            words[$"{key}.Subject", facts.Organisation],
            words[$"{key}.Heading"],
            [
                new LetterBlock.Paragraph(words[$"{key}.Text", facts.Organisation]),
                new LetterBlock.Buttons([new(words[$"{key}.Link"], links.To(facts.State == MembershipState.Active ? $"/organisations/{facts.Slug}" : "/organisations"))]),
            ],
            words["Organisations.Mail.Answered.Footer", facts.Organisation])
        {
            Preview = words[$"{key}.Preview"],
            ReplyTo = facts.PublicEmail,
        });
    }
}

/// <summary>A membership as it stands right before a letter about it is sent.</summary>
internal sealed record MembershipFacts(MembershipState State, MembershipRole Role, string Who, string Organisation, string Slug, string? PublicEmail)
{
    public static Task<MembershipFacts?> FindAsync(PortalDbContext db, Message message, CancellationToken cancellationToken)
    {
        var id = LetterFacts.DataOf<MembershipLetterData>(message).MembershipId;
        return db.Memberships.AsNoTracking()
            .Where(m => m.Id == id)
            .Select(m => new MembershipFacts(
                m.State, m.Role, db.Supporters.Where(s => s.Id == m.SupporterId).Select(s => s.DisplayName).First(), m.Organisation!.Name, m.Organisation.Slug, m.Organisation.PublicEmail))
            .FirstOrDefaultAsync(cancellationToken);
    }
}
