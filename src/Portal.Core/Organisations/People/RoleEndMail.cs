using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Mail;

namespace Portal.Core.Organisations.People;

/// <summary>What a letter that a role ends needs: the end it tells of, so that none tells of one that was moved.</summary>
internal sealed record RoleEndsData(Guid MembershipId, DateTimeOffset EndsAt);

/// <summary>Writes what must be said about roles that end by their day, each under a key that lets it be said once.</summary>
public sealed class RoleEndMail(Outbox outbox, TimeProvider clock)
{
    internal const string EndsTemplate = "membership-ends";
    internal const string HeldTemplate = "membership-held";

    /// <summary>The key under which a person is told of an end: once for each.</summary>
    internal static string EndsKey(Guid membershipId, DateTimeOffset endsAt, Guid readerId) => FormattableString.Invariant($"{EndsTemplate}:{membershipId:N}:{endsAt.UtcTicks}:{readerId:N}");

    /// <summary>Tells the person and the organisers that it ends soon, unless they were told.</summary>
    internal async Task EndsAsync(PortalDbContext db, Membership membership, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var endsAt = membership.EndsAt!.Value;
        var own = EndsKey(membership.Id, endsAt, membership.SupporterId);
        if (await db.Messages.AnyAsync(m => m.Key == own, cancellationToken))
        {
            return;
        }

        var readers = db.Supporters.Where(s => s.Id == membership.SupporterId || db.OrganisersOf(membership.OrganisationId, now).Contains(s.Id));
        foreach (var (id, language) in await ReadersAsync(readers, cancellationToken))
        {
            outbox.Add(db, new MailDraft(EndsKey(membership.Id, endsAt, id), MailPriority.Booking, EndsTemplate, language)
            {
                SupporterId = id,
                Data = new RoleEndsData(membership.Id, endsAt),
                ExpiresAt = endsAt,
            });
        }
    }

    /// <summary>Tells the person, the other organisers and the administrators that a role did not end.</summary>
    internal async Task HeldAsync(PortalDbContext db, Membership membership, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var readers = db.Supporters.Where(s => s.Id == membership.SupporterId || db.Administrators(now).Contains(s.Id) || db.OrganisersOf(membership.OrganisationId, now).Contains(s.Id));
        var time = Ids.New(clock);
        foreach (var (id, language) in await ReadersAsync(readers, cancellationToken))
        {
            outbox.Add(db, new MailDraft($"{HeldTemplate}:{membership.Id}:{time}:{id}", MailPriority.Account, HeldTemplate, language)
            {
                SupporterId = id,
                Data = new MembershipLetterData(membership.Id),
            });
        }
    }

    /// <summary>Tells the person that it is over, and which coming places they keep.</summary>
    internal async Task EndedAsync(PortalDbContext db, Membership membership, IReadOnlyList<Guid> kept, CancellationToken cancellationToken)
    {
        foreach (var (id, language) in await ReadersAsync(db.Supporters.Where(s => s.Id == membership.SupporterId), cancellationToken))
        {
            outbox.Add(db, new MailDraft($"{MembershipEnding.Template}:{membership.Id}:{Ids.New(clock)}", MailPriority.Booking, MembershipEnding.Template, language)
            {
                SupporterId = id,
                Data = new EndedLetterData(membership.Id, TookBack: false, kept),
            });
        }
    }

    private static async Task<List<(Guid Id, string Language)>> ReadersAsync(IQueryable<Accounts.Supporter> readers, CancellationToken cancellationToken) =>
        (await readers.Select(s => new { s.Id, s.Language }).ToListAsync(cancellationToken)).ConvertAll(s => (s.Id, s.Language));
}
