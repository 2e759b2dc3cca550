using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings.Letters;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Organisations;
using Portal.Core.Resources;

namespace Portal.Core.Accounts.TwoPersons;

/// <summary>Tells what was asked for and how it ended.</summary>
public sealed class TwoPersonLetter(PortalDbContext db, PortalLinks links, Phrasebook texts, TimeProvider clock) : ILetterWriter
{
    /// <summary>The template's name.</summary>
    public const string Name = "two-persons";

    /// <inheritdoc />
    public string Template => Name;

    /// <inheritdoc />
    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
    {
        var data = LetterFacts.DataOf<TwoPersonData>(message);
        var (now, reader) = (clock.GetUtcNow(), message.SupporterId);
        var facts = await db.TwoPersonRequests.AsNoTracking().Where(r => r.Id == data.RequestId)
            .Select(r => new
            {
                r.Kind,
                IsOpen = r.DecidedAt == null && r.ExpiresAt > now,
                MayDecide = r.SubjectId != reader && r.AskedById != reader && db.Administrators(now).Any(id => id == reader),
                Subject = db.Supporters.Where(s => s.Id == r.SubjectId).Select(s => s.DisplayName).First(),
                AskedBy = db.Supporters.Where(s => s.Id == r.AskedById).Select(s => s.DisplayName).FirstOrDefault(),
                DecidedBy = db.Supporters.Where(s => s.Id == r.DecidedById).Select(s => s.DisplayName).FirstOrDefault(),
            })
            .FirstOrDefaultAsync(cancellationToken);
        if (facts is null || (data.Stage == TwoPersonStage.Asked && !facts.IsOpen))
        {
            return WrittenLetter.Skip("over");
        }

        var nobody = texts["Accounts.TwoPersons.Nobody"];
        List<LetterBlock> blocks =
        [
            new LetterBlock.Paragraph(texts[$"Accounts.TwoPersons.What.{facts.Kind}", facts.AskedBy ?? nobody, facts.Subject]),
            new LetterBlock.Paragraph(texts[$"Accounts.TwoPersons.Mail.{data.Stage}Text", facts.DecidedBy ?? nobody]),
        ];
        if (data.Stage == TwoPersonStage.Asked && facts.MayDecide)
        {
            blocks.Add(new LetterBlock.Buttons([new LetterLink(texts["Accounts.TwoPersons.Mail.Button"], links.To("/admin/roles"))]));
        }

        blocks.Add(new LetterBlock.Small(texts["Accounts.TwoPersons.Mail.Odd"]));
        return WrittenLetter.Send(new Letter(texts[$"Accounts.TwoPersons.Mail.{data.Stage}"], texts[$"Accounts.TwoPersons.Mail.{data.Stage}"], blocks, texts["Accounts.TwoPersons.Mail.Why"]));
    }
}

/// <summary>Tells that somebody holds a role no more.</summary>
public sealed class RoleEndedLetter(PortalDbContext db, Phrasebook texts) : ILetterWriter
{
    /// <summary>The template's name.</summary>
    public const string Name = "coalition-role-ended";

    /// <inheritdoc />
    public string Template => Name;

    /// <inheritdoc />
    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
    {
        var data = LetterFacts.DataOf<RoleEndedData>(message);
        var names = await db.Supporters.Where(s => s.Id == data.SubjectId || s.Id == data.ActorId).ToDictionaryAsync(s => s.Id, s => s.DisplayName, cancellationToken);
        var nobody = texts["Accounts.TwoPersons.Nobody"];
        return WrittenLetter.Send(new Letter(
            texts["Accounts.TwoPersons.Mail.Ended"],
            texts["Accounts.TwoPersons.Mail.Ended"],
            [
                new LetterBlock.Paragraph(texts[$"Accounts.TwoPersons.Mail.Ended.{data.Kind}", names.GetValueOrDefault(data.SubjectId, nobody), names.GetValueOrDefault(data.ActorId, nobody)]),
                new LetterBlock.Small(texts["Accounts.TwoPersons.Mail.Odd"]),
            ],
            texts["Accounts.TwoPersons.Mail.Why"]));
    }
}
