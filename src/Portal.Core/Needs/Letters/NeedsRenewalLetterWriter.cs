using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Core.Bookings.Letters;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Organisations;
using Portal.Core.Resources;
using Portal.Core.Shifts;

namespace Portal.Core.Needs.Letters;

/// <summary>Asks an organiser which needs still are. Not sent any more once all were answered, or to whoever does not organise there any more.</summary>
internal sealed class NeedsRenewalLetterWriter(PortalDbContext db, Phrasebook words, PortalLinks links, IOptions<PortalOptions> portal, TimeProvider clock) : ILetterWriter
{
    public string Template => PledgeMail.RenewalTemplate;

    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
    {
        var (id, reader, now) = (LetterFacts.DataOf<RenewalLetterData>(message).OrganisationId, message.SupporterId ?? Guid.Empty, clock.GetUtcNow());
        var asked = await db.Needs.AsNoTracking()
            .Where(n => n.OrganisationId == id && n.AskedAt != null && db.OrganisedBy(reader, now).Contains(n.OrganisationId)).Where(NeedGuard.IsShown(now))
            .OrderBy(n => n.AskedAt).ThenBy(n => n.Id).Select(n => new { n.Item, n.AskedAt }).ToListAsync(cancellationToken);
        if (asked.Count == 0)
        {
            return WrittenLetter.Skip("needs-answered");
        }

        var name = await db.Organisations.Where(o => o.Id == id).Select(o => o.Name).FirstAsync(cancellationToken);
        var until = WallTime.DayOf(asked[0].AskedAt!.Value + NeedGuard.Grace, WallTime.Zone(portal.Value.TimeZone));
        return WrittenLetter.Send(new Letter(
            words["Needs.Mail.Renewal.Subject", name],
            words["Needs.Mail.Renewal.Heading"],
            [
                new LetterBlock.Paragraph(words["Needs.Mail.Renewal.Text", name, NeedUpkeep.DaysFresh, Days.Of(until, "dddd d MMMM")]),
                new LetterBlock.Facts([.. asked.Select(need => $"{need.Item}")]),
                new LetterBlock.Buttons([new LetterLink(words["Needs.Mail.Renewal.Go"], links.To("/organise/needs"))]),
            ],
            words["Needs.Mail.Renewal.Why"]));
    }
}
