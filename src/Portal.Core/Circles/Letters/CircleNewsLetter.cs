using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings.Letters;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Organisations;
using Portal.Core.Resources;

namespace Portal.Core.Circles.Letters;

/// <summary>Says what happened in a circle to whom it concerns, unless it is over when it is sent.</summary>
internal sealed class CircleNewsLetter(PortalDbContext db, PortalLinks links, Phrasebook texts, TimeProvider clock) : ILetterWriter
{
    public string Template => CircleMail.Template;

    public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
    {
        var (news, circleId) = LetterFacts.DataOf<CircleNewsData>(message);
        if (recipient.Supporter is not { } reader || await db.Circles.AsNoTracking().FirstOrDefaultAsync(c => c.Id == circleId, cancellationToken) is not { } circle)
        {
            return WrittenLetter.Skip("over");
        }

        var own = await db.CircleMembers.AsNoTracking().FirstOrDefaultAsync(m => m.CircleId == circleId && m.SupporterId == reader.Id, cancellationToken);
        if (!await HoldsAsync(news, circle, own, reader.Id, cancellationToken))
        {
            return WrittenLetter.Skip("over");
        }

        var because = news switch
        {
            CircleNews.Declined => circle.Reason,
            CircleNews.Removed => own?.RemovedBecause,
            _ => null,
        };
        var path = news switch
        {
            CircleNews.Waits => $"/admin/circles/{circle.Id}",
            CircleNews.Declined or CircleNews.Refused or CircleNews.Removed => CirclePaths.All,
            _ => CirclePaths.Of(circle.Slug),
        };
        return WrittenLetter.Send(new Letter(
            texts[$"Circles.Mail.{news}.Subject"],
            texts[$"Circles.Mail.{news}.Heading", circle.Name],
            [
                new LetterBlock.Paragraph(texts[$"Circles.Mail.{news}.Text", circle.Name]),
                .. because is null ? [] : new LetterBlock[] { new LetterBlock.Facts([texts["Circles.Mail.Because"], because]) },
                new LetterBlock.Buttons([new LetterLink(texts[path == CirclePaths.All ? "Circles.Mail.ToAll" : "Circles.Mail.ToCircle"], links.To(path))]),
            ],
            texts[$"Circles.Mail.Why.{(news == CircleNews.Waits ? "Administrator" : "Circle")}"]));
    }

    private async Task<bool> HoldsAsync(CircleNews news, SupporterCircle circle, CircleMember? own, Guid readerId, CancellationToken cancellationToken) => news switch
    {
        CircleNews.Waits => await db.Administrators(clock.GetUtcNow()).ContainsAsync(readerId, cancellationToken)
            && (circle.State == CircleState.Proposed || await db.CircleMembers.AnyAsync(m => m.CircleId == circle.Id && m.OfferedAt != null, cancellationToken)),
        CircleNews.Approved => circle.State == CircleState.Approved,
        CircleNews.Declined => circle.State == CircleState.Declined,
        CircleNews.Asks => own is { IsHost: true } && await db.CircleMembers.AnyAsync(m => m.CircleId == circle.Id && m.Standing == CircleStanding.Asked, cancellationToken),
        CircleNews.Accepted => own is { Standing: CircleStanding.Active },
        CircleNews.Refused or CircleNews.Removed => own is null or { Standing: CircleStanding.Gone },
        CircleNews.HostAsked => own is { HostAskedAt: not null },
        CircleNews.Hostless => own is { Standing: CircleStanding.Active } && circle.HostlessSince is not null,
        CircleNews.Hosting => own is { IsHost: true },
        _ => own is { Standing: CircleStanding.Active },
    };
}
