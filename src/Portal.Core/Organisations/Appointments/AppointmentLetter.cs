using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings.Letters;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Resources;

namespace Portal.Core.Organisations.Appointments;

/// <summary>Tells somebody that they are invited to organise, and others what came of it.</summary>
internal sealed class AppointmentLetter(PortalDbContext db, PortalLinks links, Phrasebook texts, TimeProvider clock) : ILetterWriter
{
    /// <summary>The template's name.</summary>
    public const string Name = "organiser-invitation";

    public string Template => Name;

    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
    {
        var data = LetterFacts.DataOf<AppointmentData>(message);
        var (now, reader) = (clock.GetUtcNow(), message.SupporterId ?? Guid.Empty);
        var facts = await db.OrganiserInvitations.AsNoTracking().Where(i => i.Id == data.InvitationId)
            .Select(i => new
            {
                IsOpen = i.SupporterId == reader && db.InvitationsTo(reader, now).Any(open => open.Id == i.Id),
                Organisation = db.Organisations.Where(o => o.Id == i.OrganisationId).Select(o => new { o.Name, o.Slug }).First(),
                Invited = db.Supporters.Where(s => s.Id == i.SupporterId).Select(s => s.DisplayName).FirstOrDefault(),
                By = db.Supporters.Where(s => s.Id == i.InvitedById).Select(s => s.DisplayName).FirstOrDefault(),
                Organises = db.Organisers(now).Any(m => m.SupporterId == reader && m.OrganisationId == i.OrganisationId && i.InvitedById == reader),
            })
            .FirstOrDefaultAsync(cancellationToken);
        if (facts is null || (data.Stage == AppointmentStage.Invited && !facts.IsOpen))
        {
            return WrittenLetter.Skip("over");
        }

        var nobody = texts["Accounts.TwoPersons.Nobody"];
        List<LetterBlock> blocks = [new LetterBlock.Paragraph(texts[$"Appointments.Mail.{data.Stage}Text", facts.By ?? nobody, facts.Invited ?? nobody, facts.Organisation.Name])];
        if (data.Stage == AppointmentStage.Invited)
        {
            blocks.Add(new LetterBlock.Paragraph(texts["Appointments.Mail.InvitedHow"]));
            blocks.Add(new LetterBlock.Buttons([new LetterLink(texts["Appointments.Mail.Button"], links.To($"/invitations/{data.InvitationId}"))]));
        }
        else if (data.Stage == AppointmentStage.Accepted && facts.Organises)
        {
            // Whoever handed over may have meant to go: nothing holds them any more, and nothing is done without their word.
            blocks.Add(new LetterBlock.Paragraph(texts["Appointments.Mail.Free"]));
            blocks.Add(new LetterBlock.Buttons([new LetterLink(texts["Appointments.Mail.FreeButton"], links.To($"/organisations/{facts.Organisation.Slug}/leave"))]));
        }

        blocks.Add(new LetterBlock.Small(texts["Accounts.TwoPersons.Mail.Odd"]));
        return WrittenLetter.Send(new Letter(texts[$"Appointments.Mail.{data.Stage}", facts.Organisation.Name], texts[$"Appointments.Mail.{data.Stage}", facts.Organisation.Name], blocks, texts["Appointments.Mail.Why"]));
    }
}
