using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts.SecondStep;
using Portal.Core.Circles;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Needs;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Subscriptions;
using Portal.Core.Privacy;
using Portal.Core.Resources;

namespace Portal.Core.Accounts.Deletion;

/// <summary>
/// Erases everything about one person in one transaction. What others still need (that a place was filled, that a text was written, that
/// somebody looked) stays by a number that names nobody any more; when nothing refers to it, the number goes too.
/// </summary>
public sealed class AccountErasure(SubscriberTokens tokens, TimeProvider clock)
{
    private const string Action = "account.erase";
    private const string Gone = "account-gone";
    private static readonly MessageState[] Unsent = [MessageState.Pending, MessageState.Held, MessageState.Failed];

    /// <summary>Erases it. False where a place was given to the person meanwhile: then it is released first, and this is called again.</summary>
    internal async Task<bool> EraseAsync(PortalDbContext db, Guid id, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.LockSupporterAsync(id, cancellationToken);
        var now = clock.GetUtcNow();
        var deletion = await db.AccountDeletions.FirstOrDefaultAsync(d => d.SupporterId == id && d.ClosedAt != null && d.ErasedAt == null, cancellationToken);
        if (deletion is null || await db.GivenUpBy(id, now).AnyAsync(cancellationToken) || await db.Parties.AnyAsync(p => p.LeaderId == id && p.DissolvedAt == null, cancellationToken)
            || await db.CircleMembers.AnyAsync(m => m.SupporterId == id && m.Standing != CircleStanding.Gone, cancellationToken)
            || await db.Pledges.AnyAsync(p => p.SupporterId == id && p.State == PledgeState.Open, cancellationToken))
        {
            return false;
        }

        var person = await db.Supporters.AsNoTracking().FirstAsync(s => s.Id == id, cancellationToken);
        await EraseMailAsync(db, person, now, cancellationToken);
        await EraseSubscriptionAsync(db, person, now, cancellationToken);
        await EraseBookingsAsync(db, id, cancellationToken);
        await EraseRowsAsync(db, id, cancellationToken);
        await EmptyAsync(db, id, now, cancellationToken);
        db.AuditEntries.Add(new AuditEntry { Id = Ids.New(clock), At = now, ActorId = deletion.Cause == DeletionCause.Asked ? id : null, Action = Action, SubjectId = id, Detail = $"{deletion.Cause}" });
        deletion.ErasedAt = now;
        await db.SaveChangesAsync(cancellationToken);
        await ForgetEmptyAsync(db.Supporters.Where(s => s.Id == id), db, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Erases the numbers of former accounts that nothing refers to any more. How many.</summary>
    internal static Task<int> ForgetEmptyAsync(IQueryable<Supporter> which, PortalDbContext db, CancellationToken cancellationToken) => which
        .Where(s => s.ErasedAt != null
            && !db.Bookings.Any(b => b.SupporterId == s.Id) && !db.ClosureNotices.Any(n => n.SupporterId == s.Id)
            && !db.SiteClosures.Any(c => c.ClosedById == s.Id) && !db.CallRounds.Any(r => r.ActorId == s.Id) && !db.CallOuts.Any(c => c.AuthorId == s.Id)
            && !db.Updates.Any(u => u.AuthorId == s.Id) && !db.PlannedUpdates.Any(u => u.AuthorId == s.Id)
            && !db.UpdatePictures.Any(p => p.UploadedById == s.Id || p.ReleasedById == s.Id)
            && !db.RevealPauses.Any(p => p.ById == s.Id) && !db.KeptApart.Any(k => k.NotedById == s.Id)
            && !db.Newsletters.Any(n => n.AuthorId == s.Id) && !db.SubscriberImports.Any(i => i.ById == s.Id)
            && !db.IncomeEntries.Any(e => e.EnteredById == s.Id) && !db.PaymentImports.Any(i => i.ById == s.Id) && !db.PaymentMappings.Any(m => m.MadeById == s.Id)
            && !db.ShareRounds.Any(r => r.OpenedById == s.Id) && !db.RoundShares.Any(r => r.NeedById == s.Id) && !db.RoundConfirmations.Any(c => c.ById == s.Id) && !db.ShareStories.Any(t => t.ById == s.Id))
        .ExecuteDeleteAsync(cancellationToken);

    // What is not sent yet is not sent; of the rest stays that a mail of this kind went out, to nobody who can be named.
    private static async Task EraseMailAsync(PortalDbContext db, Supporter person, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var own = OwnSubscription(db, person).Select(s => (Guid?)s.Id);
        var mail = db.Messages.Where(m => m.SupporterId == person.Id || own.Contains(m.SubscriberId));
        await db.ProviderEvents.Where(e => mail.Any(m => m.Id == e.MessageId)).ExecuteDeleteAsync(cancellationToken);
        if (person is { EmailConfirmed: true, Email: { } address })
        {
            // Of what the provider could not match to a mail, its own words name the address.
            await db.ProviderEvents.Where(e => e.MessageId == null && e.Payload.Contains(address)).ExecuteDeleteAsync(cancellationToken);
        }

        await mail.Where(m => Unsent.Contains(m.State)).ExecuteUpdateAsync(
            set => set.SetProperty(m => m.State, MessageState.Skipped).SetProperty(m => m.Reason, Gone).SetProperty(m => m.SettledAt, (DateTimeOffset?)now)
                .SetProperty(m => m.LeaseToken, (Guid?)null).SetProperty(m => m.LeaseUntil, (DateTimeOffset?)null),
            cancellationToken);
        await mail.Where(m => m.Data != Message.NoData).ExecuteUpdateAsync(set => set.SetProperty(m => m.Data, Message.NoData), cancellationToken);
        await db.Messages.Where(m => m.SupporterId == person.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.SupporterId, (Guid?)null), cancellationToken);
    }

    /// <summary>The subscription ends, and the address with it; a keyed hash of it proves that there was consent, and keeps lists from bringing it back.</summary>
    private async Task EraseSubscriptionAsync(PortalDbContext db, Supporter person, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var row in await OwnSubscription(db, person).Include(s => s.Topics).ToListAsync(cancellationToken))
        {
            row.Topics.Clear();
            row.Leave(now);
            (row.Address, row.NormalizedAddress) = ("", FormattableString.Invariant($"erased:{row.Id:N}"));
            (row.SupporterId, row.Country, row.TimeZone, row.Language) = (null, null, "", Languages.Default);
        }

        if (person.EmailConfirmed && SubscriberAddress.TryParse(person.Email, out var address))
        {
            var hash = tokens.HashOf(address);
            var standing = await db.AddressStandings.FirstOrDefaultAsync(a => a.AddressHash == hash, cancellationToken)
                ?? db.AddressStandings.Add(new AddressStanding { AddressHash = hash }).Entity;
            standing.ErasedAt = now;
            standing.Version++;
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    // Who never showed that an address is theirs does not end what somebody else asked for at it.
    private static IQueryable<Subscriber> OwnSubscription(PortalDbContext db, Supporter person) =>
        db.Subscribers.Where(s => s.SupporterId == person.Id || (person.EmailConfirmed && s.NormalizedAddress == person.NormalizedEmail));

    // The places that were filled stay filled; what was said about who filled them goes.
    private static async Task EraseBookingsAsync(PortalDbContext db, Guid id, CancellationToken cancellationToken)
    {
        var own = db.Bookings.Where(b => b.SupporterId == id);
        await own.ExecuteUpdateAsync(
            set => set.SetProperty(b => b.Note, (string?)null).SetProperty(b => b.WaivedBecause, (string?)null).SetProperty(b => b.Waived, "")
                .SetProperty(b => b.HandToId, (Guid?)null).SetProperty(b => b.HandedAt, (DateTimeOffset?)null),
            cancellationToken);
        await db.Bookings.Where(b => b.HandToId == id).ExecuteUpdateAsync(set => set.SetProperty(b => b.HandToId, (Guid?)null).SetProperty(b => b.HandedAt, (DateTimeOffset?)null), cancellationToken);
        await db.BookingChanges.Where(c => c.Why != null && own.Any(b => b.Id == c.BookingId)).ExecuteUpdateAsync(set => set.SetProperty(c => c.Why, (string?)null), cancellationToken);
        await db.PartyPlaces.Where(p => own.Any(b => b.Id == p.BookingId)).ExecuteUpdateAsync(set => set.SetProperty(p => p.BookingId, (Guid?)null), cancellationToken);
        await db.GivenHours.Where(h => h.SupporterId == id).ExecuteUpdateAsync(set => set.SetProperty(h => h.SupporterId, (Guid?)null), cancellationToken);
    }

    private static async Task EraseRowsAsync(PortalDbContext db, Guid id, CancellationToken cancellationToken)
    {
        // The key first of all: what is sealed under it can be read by nobody from now on, wherever a copy lies.
        await db.DataKeys.Where(k => k.SubjectId == id).ExecuteDeleteAsync(cancellationToken);
        await db.Set<IdentityUserClaim<Guid>>().Where(c => c.UserId == id).ExecuteDeleteAsync(cancellationToken);
        await db.Set<IdentityUserLogin<Guid>>().Where(l => l.UserId == id).ExecuteDeleteAsync(cancellationToken);
        await db.Set<IdentityUserToken<Guid>>().Where(t => t.UserId == id).ExecuteDeleteAsync(cancellationToken);
        await db.RemoveSecondStepAsync(id, cancellationToken);
        await db.TwoPersonRequests.Where(r => r.SubjectId == id).ExecuteDeleteAsync(cancellationToken);
        await db.AccountSuspensions.Where(s => s.SupporterId == id).ExecuteDeleteAsync(cancellationToken);
        await db.OrganiserInvitations.Where(i => i.SupporterId == id || i.InvitedById == id).ExecuteDeleteAsync(cancellationToken);
        await db.KeptApart.Where(k => k.SupporterId == id || k.OtherId == id).ExecuteDeleteAsync(cancellationToken);
        await db.PointConcerns.Where(c => c.SupporterId == id).ExecuteDeleteAsync(cancellationToken);
        await db.PointConcerns.Where(c => c.DecidedById == id).ExecuteUpdateAsync(set => set.SetProperty(c => c.DecidedById, (Guid?)null), cancellationToken);
        // What was told about others stays for those who take care of it, without who told it.
        await db.PersonConcerns.Where(c => c.ReporterId == id).ExecuteUpdateAsync(set => set.SetProperty(c => c.ReporterId, (Guid?)null), cancellationToken);
        await db.PersonConcerns.Where(c => c.TakenById == id).ExecuteUpdateAsync(set => set.SetProperty(c => c.TakenById, (Guid?)null).SetProperty(c => c.TakenAt, (DateTimeOffset?)null), cancellationToken);
        await db.Sessions.Where(s => s.SupporterId == id).ExecuteDeleteAsync(cancellationToken);
        await db.LastVisits.Where(v => v.SupporterId == id).ExecuteDeleteAsync(cancellationToken);
        await db.EmailCodes.Where(c => c.SupporterId == id).ExecuteDeleteAsync(cancellationToken);
        await db.AddressChanges.Where(c => c.SupporterId == id).ExecuteDeleteAsync(cancellationToken);
        await db.Memberships.Where(m => m.SupporterId == id).ExecuteDeleteAsync(cancellationToken);
        await db.CoalitionRoles.Where(r => r.SupporterId == id).ExecuteDeleteAsync(cancellationToken);
        await db.Qualifications.Where(q => q.SupporterId == id).ExecuteDeleteAsync(cancellationToken);
        await db.Stays.Where(s => s.SupporterId == id).ExecuteDeleteAsync(cancellationToken);
        await db.Acquaintances.Where(a => a.SupporterId == id).ExecuteDeleteAsync(cancellationToken);
        await db.CalendarFeeds.Where(f => f.SupporterId == id).ExecuteDeleteAsync(cancellationToken);
        await db.FormOutcomes.Where(f => f.SupporterId == id).ExecuteDeleteAsync(cancellationToken);
        await db.CallOutAsks.Where(a => a.SupporterId == id).ExecuteDeleteAsync(cancellationToken);
        // What was promised and what came stays a number of the organisation's.
        await db.Pledges.Where(p => p.SupporterId == id).ExecuteUpdateAsync(set => set.SetProperty(p => p.SupporterId, (Guid?)null).SetProperty(p => p.Word, (string?)null), cancellationToken);
        await db.Arrivals.Where(a => a.ById == id).ExecuteUpdateAsync(set => set.SetProperty(a => a.ById, (Guid?)null), cancellationToken);
        await db.ChannelMutes.Where(m => m.SupporterId == id).ExecuteDeleteAsync(cancellationToken);
        await db.CircleMembers.Where(m => m.SupporterId == id).ExecuteDeleteAsync(cancellationToken);
        await db.CircleMessages.Where(m => m.AuthorId == id).ExecuteUpdateAsync(set => set.SetProperty(m => m.AuthorId, (Guid?)null), cancellationToken);
        await db.Circles.Where(c => c.ProposedById == id).ExecuteUpdateAsync(set => set.SetProperty(c => c.ProposedById, (Guid?)null).SetProperty(c => c.Reason, (string?)null), cancellationToken);
        await db.Solidarities.Where(s => s.SupporterId == id).ExecuteDeleteAsync(cancellationToken);
        // That it was done stays counted.
        await db.ActionsDone.Where(d => d.SupporterId == id).ExecuteDeleteAsync(cancellationToken);
        await db.RosterPasses.Where(p => p.MadeById == id).ExecuteDeleteAsync(cancellationToken);
        await db.ImportRuns.Where(r => r.ActorId == id).ExecuteDeleteAsync(cancellationToken);
        await db.Parties.Where(p => p.LeaderId == id).ExecuteDeleteAsync(cancellationToken);
        await db.Shifts.Where(s => s.LeadId == id).ExecuteUpdateAsync(set => set.SetProperty(s => s.LeadId, (Guid?)null), cancellationToken);
        await db.ShiftSeries.Where(s => s.LeadId == id).ExecuteUpdateAsync(set => set.SetProperty(s => s.LeadId, (Guid?)null), cancellationToken);
    }

    private static Task<int> EmptyAsync(PortalDbContext db, Guid id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (stamp, concurrency, none) = (SecurityStamps.New(), SecurityStamps.New(), new List<string>());
        return db.Supporters.Where(s => s.Id == id).ExecuteUpdateAsync(
            set => set.SetProperty(s => s.DisplayName, "").SetProperty(s => s.ErasedAt, (DateTimeOffset?)now)
                .SetProperty(s => s.Email, (string?)null).SetProperty(s => s.NormalizedEmail, (string?)null)
                .SetProperty(s => s.UserName, (string?)null).SetProperty(s => s.NormalizedUserName, (string?)null).SetProperty(s => s.EmailConfirmed, false)
                .SetProperty(s => s.PasswordHash, (string?)null).SetProperty(s => s.SecurityStamp, stamp).SetProperty(s => s.ConcurrencyStamp, concurrency)
                .SetProperty(s => s.TwoFactorEnabled, false).SetProperty(s => s.LockoutEnd, (DateTimeOffset?)null).SetProperty(s => s.AccessFailedCount, 0)
                .SetProperty(s => s.Country, (string?)null).SetProperty(s => s.SpokenLanguages, none).SetProperty(s => s.Intentions, none).SetProperty(s => s.TimeZone, "").SetProperty(s => s.Language, Languages.Default)
                .SetProperty(s => s.Phone, (byte[]?)null).SetProperty(s => s.WantsReminders, false).SetProperty(s => s.WantsCallOuts, false)
                .SetProperty(s => s.AdultSince, (DateTimeOffset?)null).SetProperty(s => s.CodeOfConduct, 0)
                .SetProperty(s => s.CreatedAt, now).SetProperty(s => s.WelcomeFrom, (DateTimeOffset?)null).SetProperty(s => s.SuspendedAt, (DateTimeOffset?)null),
            cancellationToken);
    }
}
