using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Resources;

namespace Portal.Core.Needs.Letters;

/// <summary>A pledge and its need, read again right before a letter about them is sent.</summary>
internal sealed record PledgeFacts(Guid Id, PledgeState State, int Amount, int Arrived, DateOnly By, Guid NeedId, LocalText Item, LocalText Unit, LocalText Place, LocalText? Bringers, bool IsClosed, string Organisation, string? PublicEmail)
{
    /// <summary>What of it is still to come, such as "20 pairs".</summary>
    public string Rest => NeedAmounts.Of(Amount - Arrived, Unit);

    /// <summary>The pledge as it stands now, or null.</summary>
    public static Task<PledgeFacts?> FindAsync(PortalDbContext db, Guid pledgeId, CancellationToken cancellationToken) => db.Pledges.AsNoTracking()
        .Where(p => p.Id == pledgeId)
        .Join(db.Organisations, p => p.Need!.OrganisationId, o => o.Id, (p, o) => new PledgeFacts(
            p.Id, p.State, p.Amount, p.Arrived, p.By, p.NeedId, p.Need!.Item, p.Need.Unit, p.Need.Place, p.Need.Bringers, p.Need.ClosedAt != null, o.Name, o.PublicEmail))
        .FirstOrDefaultAsync(cancellationToken);

    /// <summary>The box with what matters: what, how much, until when, for whom.</summary>
    public LetterBlock.Facts Box(Phrasebook words) => new([$"{Item}", words["Needs.Mail.AmountBy", Rest, Day], Organisation]);

    /// <summary>Where it goes, and who may bring it.</summary>
    public IEnumerable<LetterBlock> Where(Phrasebook words)
    {
        yield return new LetterBlock.Paragraph($"{words["Needs.Mail.Place"]}\n{Place}");
        if (Bringers is not null)
        {
            yield return new LetterBlock.Paragraph($"{words["Needs.Mail.Bringers"]}\n{Bringers}");
        }
    }

    /// <summary>The day, such as "Thursday 14 January".</summary>
    public string Day => Days.Of(By, "dddd d MMMM");

    /// <summary>The button to what one has promised.</summary>
    public static LetterBlock.Buttons ToMine(Phrasebook words, PortalLinks links) => new([new LetterLink(words["Needs.Mail.Mine"], links.To("/my/pledges"))]);
}
