using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts.SecondStep;
using Portal.Core.Accounts.Sessions;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Organisations;
using Portal.Core.Privacy;

namespace Portal.Core.Accounts.TwoPersons;

/// <summary>What nobody does alone: giving a role in the coalition, and letting somebody in who lost their second step. Each step is on record, and all concerned are told.</summary>
public sealed class TwoPersonService(Retry retry, TwoPersonMail mail, SecondStepMail stepMail, MailBell bell, TimeProvider clock)
{
    private const string AskedAction = "two-persons.asked";
    private const string GrantedAction = "two-persons.granted";
    private const string RefusedAction = "two-persons.refused";

    /// <summary>Asks, as an administrator, that whoever has an address gets a role.</summary>
    /// <param name="endsAt">When the role ends; null for none.</param>
    public Task<AskTwoResult> AskRoleAsync(Guid actorId, string? address, CoalitionRoleKind kind, DateTimeOffset? endsAt, CancellationToken cancellationToken)
    {
        var normalized = AccountAddress.Normalized(AccountAddress.Clean(address) ?? "");
        return AskAsync(
            async (db, now, token) =>
            {
                var subject = await db.Supporters
                    .Where(s => s.NormalizedEmail == normalized && s.EmailConfirmed && s.SuspendedAt == null && s.Id != actorId && db.Administrators(now).Contains(actorId))
                    .Select(s => (Guid?)s.Id).FirstOrDefaultAsync(token);
                return subject is null ? new Wish(AskTwoResult.NotFound)
                    : endsAt <= now ? new Wish(AskTwoResult.EndsTooSoon)
                    : await db.CoalitionRoles.AnyAsync(r => r.SupporterId == subject && r.Kind == kind && (r.EndsAt == null || r.EndsAt > now), token) ? new Wish(AskTwoResult.Nothing)
                    : new Wish(AskTwoResult.Asked, subject.Value, KindOf(kind), RoleEndsAt: endsAt);
            },
            actorId,
            cancellationToken);
    }

    /// <summary>Asks, as an organiser, that another organiser of the same organisation is let in who lost their second step.</summary>
    public Task<AskTwoResult> AskRecoveryAsync(Guid actorId, Guid membershipId, CancellationToken cancellationToken) => AskAsync(
        async (db, now, token) => await db.FellowOrganisers(actorId, now).Where(m => m.Id == membershipId).Select(m => new { m.SupporterId, m.OrganisationId }).FirstOrDefaultAsync(token) is { } fellow
            ? await RecoveryAsync(db, fellow.SupporterId, fellow.OrganisationId, token)
            : new Wish(AskTwoResult.NotFound),
        actorId,
        cancellationToken);

    /// <summary>Asks, as an administrator, the same for another one who holds a role.</summary>
    public Task<AskTwoResult> AskRecoveryOfHolderAsync(Guid actorId, Guid subjectId, CancellationToken cancellationToken) => AskAsync(
        async (db, now, token) => subjectId != actorId && await db.Administrators(now).ContainsAsync(actorId, token) && await db.CoalitionRoles.AnyAsync(r => r.SupporterId == subjectId && (r.EndsAt == null || r.EndsAt > now), token)
            ? await RecoveryAsync(db, subjectId, organisationId: null, token)
            : new Wish(AskTwoResult.NotFound),
        actorId,
        cancellationToken);

    /// <summary>Agrees to a request, or does not, as an administrator who neither asked nor is concerned. False where there is none that this person may decide.</summary>
    public async Task<bool> DecideAsync(Guid actorId, Guid requestId, bool grant, CancellationToken cancellationToken)
    {
        var isDone = await retry.RunAsync((db, token) => DecideOnceAsync(db, actorId, requestId, grant, token), cancellationToken);
        bell.Ring();
        return isDone;
    }

    private async Task<AskTwoResult> AskAsync(Func<PortalDbContext, DateTimeOffset, CancellationToken, Task<Wish>> find, Guid actorId, CancellationToken cancellationToken)
    {
        var result = await retry.RunAsync(
            async (db, token) =>
            {
                await using var transaction = await db.Database.BeginTransactionAsync(token);
                var now = clock.GetUtcNow();
                var wish = await find(db, now, token);
                if (wish.Result != AskTwoResult.Asked)
                {
                    return wish.Result;
                }

                // Whoever asks for the same at this moment waits here, and then finds it asked for.
                await db.LockSupporterAsync(wish.SubjectId, token);
                var same = db.TwoPersonRequests.Where(r => r.SubjectId == wish.SubjectId && r.Kind == wish.Kind && r.DecidedAt == null);
                await same.Where(r => r.ExpiresAt <= now).ExecuteUpdateAsync(set => set.SetProperty(r => r.DecidedAt, now), token);
                if (await same.AnyAsync(token))
                {
                    return AskTwoResult.Already;
                }

                var request = new TwoPersonRequest
                {
                    Id = Ids.New(clock),
                    Kind = wish.Kind,
                    SubjectId = wish.SubjectId,
                    OrganisationId = wish.OrganisationId,
                    AskedById = actorId,
                    AskedAt = now,
                    ExpiresAt = now + TwoPersonRequest.Waits,
                    RoleEndsAt = wish.RoleEndsAt,
                };
                db.TwoPersonRequests.Add(request);
                Record(db, actorId, AskedAction, request);
                await mail.AddAsync(db, request, TwoPersonStage.Asked, actorId, token);
                await db.SaveChangesAsync(token);
                await transaction.CommitAsync(token);
                return AskTwoResult.Asked;
            },
            cancellationToken);
        bell.Ring();
        return result;
    }

    private static async Task<Wish> RecoveryAsync(PortalDbContext db, Guid subjectId, Guid? organisationId, CancellationToken cancellationToken)
    {
        var hasAny = await db.Authenticators.AnyAsync(a => a.SupporterId == subjectId && a.ConfirmedAt != null, cancellationToken)
            || await db.Set<IdentityUserPasskey<Guid>>().AnyAsync(p => p.UserId == subjectId, cancellationToken);
        return hasAny ? new(AskTwoResult.Asked, subjectId, TwoPersonKind.Recovery, organisationId) : new(AskTwoResult.Nothing);
    }

    private async Task<bool> DecideOnceAsync(PortalDbContext db, Guid actorId, Guid requestId, bool grant, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var taken = await db.DecidableBy(actorId, now).Where(r => r.Id == requestId)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.DecidedAt, now).SetProperty(r => r.DecidedById, actorId).SetProperty(r => r.IsGranted, grant), cancellationToken);
        if (taken == 0)
        {
            return false;
        }

        var request = await db.TwoPersonRequests.AsNoTracking().SingleAsync(r => r.Id == requestId, cancellationToken);
        if (grant)
        {
            await CarryOutAsync(db, request, now, cancellationToken);
        }

        Record(db, actorId, grant ? GrantedAction : RefusedAction, request);
        await mail.AddAsync(db, request, grant ? TwoPersonStage.Granted : TwoPersonStage.Refused, actorId, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private async Task CarryOutAsync(PortalDbContext db, TwoPersonRequest request, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var subject = request.SubjectId;
        if (request.Kind == TwoPersonKind.Recovery)
        {
            await db.RemoveSecondStepAsync(subject, cancellationToken);
            await db.Sessions.Where(s => s.SupporterId == subject).EndAsync(now, cancellationToken);
            await stepMail.AddAsync(db, subject, SecondStepChange.Recovered, cancellationToken);
            return;
        }

        var kind = request.Kind == TwoPersonKind.Administrator ? CoalitionRoleKind.Administrator : CoalitionRoleKind.Auditor;
        await db.CoalitionRoles.Where(r => r.SupporterId == subject && r.Kind == kind).ExecuteDeleteAsync(cancellationToken);
        db.CoalitionRoles.Add(new CoalitionRole { SupporterId = subject, Kind = kind, GrantedAt = now, EndsAt = request.RoleEndsAt });
    }

    private void Record(PortalDbContext db, Guid actorId, string action, TwoPersonRequest request) => db.AuditEntries.Add(new AuditEntry
    {
        Id = Ids.New(clock),
        At = clock.GetUtcNow(),
        ActorId = actorId,
        Action = action,
        SubjectId = request.SubjectId,
        OrganisationId = request.OrganisationId,
        Detail = $"{request.Kind} {request.Id}",
    });

    private static TwoPersonKind KindOf(CoalitionRoleKind kind) => kind == CoalitionRoleKind.Administrator ? TwoPersonKind.Administrator : TwoPersonKind.Auditor;

    private sealed record Wish(AskTwoResult Result, Guid SubjectId = default, TwoPersonKind Kind = default, Guid? OrganisationId = null, DateTimeOffset? RoleEndsAt = null);
}
