using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Core.Data;
using Portal.Core.Privacy;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings.Attendance.Passes;

/// <summary>Makes, gives and ends passes. Of the secrets in links and cookies only keyed hashes are kept: each is told once.</summary>
public sealed class RosterPasses(Retry retry, IOptions<SecretsOptions> secrets, TimeProvider clock)
{
    private const int SecretBytes = 32;

    private readonly byte[] _key = secrets.Value.KeyFor("bookings.roster-passes");

    /// <summary>Makes one for a shift that the actor runs.</summary>
    public Task<MadePass> MakeAsync(Guid actorId, Guid shiftId, CancellationToken cancellationToken) => retry.RunAsync(
        async (db, token) =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(token);
            // One after the other, so that two who make the last one at once do not make two.
            await db.LockPositionsAsync(shiftId, token);
            var now = clock.GetUtcNow();
            if (await db.ShiftsRunBy(actorId, now).AsNoTracking().FirstOrDefaultAsync(s => s.Id == shiftId, token) is not { } shift)
            {
                return new(MakePassResult.NotFound, null);
            }

            if (!RosterPass.CanBeMade(shift.StartsAt, shift.EndsAt, shift.Status, now))
            {
                return new(MakePassResult.NotNow, null);
            }

            if ((await db.RosterPasses.AsNoTracking().Where(p => p.ShiftId == shiftId && p.EndedAt == null).ToListAsync(token))
                .Count(p => p.IsGood(shift.StartsAt, shift.EndsAt, shift.Status, now)) >= RosterPass.MostOpen)
            {
                return new(MakePassResult.TooMany, null);
            }

            var secret = NewSecret();
            var pass = new RosterPass { Id = Ids.New(clock), ShiftId = shiftId, MadeById = actorId, MadeAt = now, TokenHash = HashOf(secret) };
            db.RosterPasses.Add(pass);
            Record(db, actorId, "roster-pass.make", shift, now);
            await db.SaveChangesAsync(token);
            await transaction.CommitAsync(token);
            return new MadePass(MakePassResult.Made, secret);
        },
        cancellationToken);

    /// <summary>Ends one of a shift that the actor runs; when this returns, nothing more is noted by it. False where the actor does not run the shift, or it is none of its passes.</summary>
    public Task<bool> EndAsync(Guid actorId, Guid shiftId, Guid passId, CancellationToken cancellationToken) => retry.RunAsync(
        async (db, token) =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(token);
            // A check-in that is being made holds these: it is done before this, or finds the pass ended.
            await db.LockPositionsAsync(shiftId, token);
            var now = clock.GetUtcNow();
            if (await db.ShiftsRunBy(actorId, now).AsNoTracking().FirstOrDefaultAsync(s => s.Id == shiftId && db.RosterPasses.Any(p => p.Id == passId && p.ShiftId == s.Id), token) is not { } shift)
            {
                return false;
            }

            if (await db.RosterPasses.Where(p => p.Id == passId && p.EndedAt == null).ExecuteUpdateAsync(set => set.SetProperty(p => p.EndedAt, now), token) > 0)
            {
                Record(db, actorId, "roster-pass.end", shift, now);
                await db.SaveChangesAsync(token);
            }

            await transaction.CommitAsync(token);
            return true;
        },
        cancellationToken);

    /// <summary>Takes the pass of a link: from now on the link is worth nothing, and this secret opens the pass. Null where the link is not good, or somebody was faster.</summary>
    public Task<TakenPass?> TakeAsync(string link, CancellationToken cancellationToken) => retry.RunAsync(
        async (db, token) =>
        {
            if (await db.GoodPassAsync(HashOf(link), isTaken: false, clock.GetUtcNow(), token) is not (var pass, var shift))
            {
                return null;
            }

            var (now, secret) = (clock.GetUtcNow(), NewSecret());
            var hash = HashOf(secret);
            return await db.RosterPasses.Where(p => p.Id == pass.Id && p.TakenAt == null && p.EndedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(p => p.TakenAt, now).SetProperty(p => p.TokenHash, hash), token) == 1 ? new TakenPass(secret, shift.EndsAt) : null;
        },
        cancellationToken);

    /// <summary>Erases the passes whose shift has been over for <see cref="RosterPass.KeptFor"/>. Returns how many.</summary>
    public Task<int> ForgetAsync(CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - RosterPass.KeptFor;
        return retry.RunAsync((db, token) => db.RosterPasses.Where(p => p.MadeAt < before && db.Shifts.Any(s => s.Id == p.ShiftId && s.EndsAt < before)).ExecuteDeleteAsync(token), cancellationToken);
    }

    /// <summary>The hash under which a secret is kept.</summary>
    internal byte[] HashOf(string secret) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(secret));

    private static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));

    private void Record(PortalDbContext db, Guid actorId, string action, Shift shift, DateTimeOffset now) =>
        db.AuditEntries.Add(new AuditEntry { Id = Ids.New(clock), At = now, ActorId = actorId, Action = action, SubjectId = shift.Id, OrganisationId = shift.OrganisationId });
}

/// <summary>How making a pass ended.</summary>
/// <param name="Link">The secret of its link, told this once; null where none was made.</param>
public sealed record MadePass(MakePassResult Result, string? Link);

/// <summary>A pass that this browser has now.</summary>
/// <param name="Secret">What the cookie holds.</param>
/// <param name="Until">When it ends by itself.</param>
public sealed record TakenPass(string Secret, DateTimeOffset Until);

/// <summary>Whether a pass was made, and why not.</summary>
public enum MakePassResult
{
    /// <summary>It was.</summary>
    Made,

    /// <summary>The roster is not open yet, or the shift is over, called off, or a task.</summary>
    NotNow,

    /// <summary>There are enough.</summary>
    TooMany,

    /// <summary>There is no such shift for this person.</summary>
    NotFound,
}
