using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Core.Bookings.Letters;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Organisations.People;
using Portal.Core.Resources;
using Portal.Core.Shifts;

namespace Portal.Core.Organisations.Letters;

/// <summary>Tells a member, and the organisers, on which day the role ends.</summary>
internal sealed class RoleEndsLetterWriter(PortalDbContext db, Phrasebook words, PortalLinks links, IOptions<PortalOptions> portal) : ILetterWriter
{
    public string Template => RoleEndMail.EndsTemplate;

    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
    {
        var data = LetterFacts.DataOf<RoleEndsData>(message);
        var facts = await MembershipFacts.FindAsync(db, message, cancellationToken);
        var own = await db.Memberships.AsNoTracking().Where(m => m.Id == data.MembershipId && m.EndsAt == data.EndsAt).Select(m => (Guid?)m.SupporterId).FirstOrDefaultAsync(cancellationToken);
        if (facts is not { State: MembershipState.Active } || own is null)
        {
            return WrittenLetter.Skip("changed");
        }

        var day = Days.Of(WallTime.DayOf(data.EndsAt.AddMinutes(-1), WallTime.Zone(portal.Value.TimeZone)), "d MMMM yyyy");
        var key = own == message.SupporterId ? "Organisations.Mail.Ends.Own" : "Organisations.Mail.Ends.Other";
        var (link, to) = own == message.SupporterId ? ("Organisations.Mail.Ends.OwnLink", $"/organisations/{facts.Slug}") : ("Organisations.Mail.Ends.OtherLink", $"/organise/people/{data.MembershipId}");
        return WrittenLetter.Send(new Letter(
            words[$"{key}.Subject", facts.Organisation, facts.Who],
            words[$"{key}.Subject", facts.Organisation, facts.Who],
            [
                new LetterBlock.Paragraph(words[$"{key}.Text", facts.Organisation, facts.Who, day]),
                new LetterBlock.Paragraph(words[$"{key}.What"]),
                new LetterBlock.Buttons([new(words[link], links.To(to))]),
            ],
            words["Organisations.Mail.Member.Footer", facts.Organisation])
        {
            ReplyTo = own == message.SupporterId ? facts.PublicEmail : null,
        });
    }
}

/// <summary>Tells the last organiser, and administrators, that a role did not end by its day because nobody else could act.</summary>
internal sealed class RoleHeldLetterWriter(PortalDbContext db, Phrasebook words, PortalLinks links) : ILetterWriter
{
    public string Template => RoleEndMail.HeldTemplate;

    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
    {
        var id = LetterFacts.DataOf<MembershipLetterData>(message).MembershipId;
        var facts = await MembershipFacts.FindAsync(db, message, cancellationToken);
        if (facts is not { State: MembershipState.Active, Role: MembershipRole.Organiser })
        {
            return WrittenLetter.Skip("changed");
        }

        var isOwn = await db.Memberships.AnyAsync(m => m.Id == id && m.SupporterId == message.SupporterId, cancellationToken);
        return WrittenLetter.Send(new Letter(
            words["Organisations.Mail.Held.Subject", facts.Organisation],
            words["Organisations.Mail.Held.Subject", facts.Organisation],
            [
                new LetterBlock.Paragraph(words[isOwn ? "Organisations.Mail.Held.OwnText" : "Organisations.Mail.Held.OtherText", facts.Organisation, facts.Who]),
                .. isOwn ? [new LetterBlock.Buttons([new(words["Organisations.Mail.Held.Link"], links.To($"/organise/successors/{facts.Slug}"))])] : Array.Empty<LetterBlock>(),
            ],
            words["Accounts.TwoPersons.Mail.Why"]));
    }
}
