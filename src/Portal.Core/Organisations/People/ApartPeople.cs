using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings.Rules;
using Portal.Core.Data;
using Portal.Core.Privacy;

namespace Portal.Core.Organisations.People;

/// <summary>Organisers note that two members are not to be on a shift together, and take it back. No reason is kept; on record in the same transaction.</summary>
public sealed class ApartPeople(Retry retry, TimeProvider clock)
{
    /// <summary>What noting it is called in the record.</summary>
    public const string Noted = "people.kept-apart";

    /// <summary>What taking it back is called in the record.</summary>
    public const string TakenBack = "people.apart-no-more";

    /// <summary>Keeps two members of one organisation apart from now on; places they have stay theirs. False where they are not both members for this organiser.</summary>
    public Task<bool> KeepAsync(Guid actorId, Guid membershipId, Guid otherMembershipId, CancellationToken cancellationToken) => retry.RunAsync(
        async (db, token) =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(token);
            var now = clock.GetUtcNow();
            var both = await db.MembersFor(actorId, now).Where(m => m.Id == membershipId || m.Id == otherMembershipId).Select(m => new { m.Id, m.SupporterId, m.OrganisationId }).ToListAsync(token);
            if (both.Count != 2 || both[0].OrganisationId != both[1].OrganisationId)
            {
                return false;
            }

            var (organisation, one, other) = (both[0].OrganisationId, both.Single(m => m.Id == membershipId).SupporterId, both.Single(m => m.Id == otherMembershipId).SupporterId);
            if (await db.KeptApart.AnyAsync(k => k.OrganisationId == organisation && k.SupporterId == one && k.OtherId == other, token))
            {
                return true;
            }

            db.KeptApart.AddRange(
                new KeptApart { OrganisationId = organisation, SupporterId = one, OtherId = other, Since = now, NotedById = actorId },
                new KeptApart { OrganisationId = organisation, SupporterId = other, OtherId = one, Since = now, NotedById = actorId });
            Record(db, actorId, Noted, organisation, (one, other), now);
            await db.SaveChangesAsync(token);
            await transaction.CommitAsync(token);
            return true;
        },
        cancellationToken);

    /// <summary>Lets them be on one shift again. False where nothing of the kind is noted for this organiser.</summary>
    public Task<bool> EndAsync(Guid actorId, Guid membershipId, Guid otherId, CancellationToken cancellationToken) => retry.RunAsync(
        async (db, token) =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(token);
            var now = clock.GetUtcNow();
            if (await db.MembersFor(actorId, now).Where(m => m.Id == membershipId).Select(m => new { m.SupporterId, m.OrganisationId }).FirstOrDefaultAsync(token) is not { } member)
            {
                return false;
            }

            var gone = await db.KeptApart
                .Where(k => k.OrganisationId == member.OrganisationId
                    && ((k.SupporterId == member.SupporterId && k.OtherId == otherId) || (k.SupporterId == otherId && k.OtherId == member.SupporterId)))
                .ExecuteDeleteAsync(token);
            if (gone == 0)
            {
                return false;
            }

            Record(db, actorId, TakenBack, member.OrganisationId, (member.SupporterId, otherId), now);
            await db.SaveChangesAsync(token);
            await transaction.CommitAsync(token);
            return true;
        },
        cancellationToken);

    private void Record(PortalDbContext db, Guid actorId, string action, Guid organisationId, (Guid One, Guid Other) people, DateTimeOffset now) => db.AuditEntries.Add(new AuditEntry
    {
        Id = Ids.New(clock),
        At = now,
        ActorId = actorId,
        Action = action,
        SubjectId = people.One,
        OrganisationId = organisationId,
        Detail = $"and {people.Other}",
    });
}
