using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Newsletters.Subscriptions;
using Portal.Core.Privacy;
using Portal.Core.Resources;

namespace Portal.Core.Newsletters.Imports;

/// <summary>On what ground addresses are brought along.</summary>
/// <param name="Statement">How consent was obtained, in the administrator's words.</param>
/// <param name="Certified">Whether they certify it, so that nobody is asked again.</param>
/// <param name="FormKey">So that a double tap imports once.</param>
public sealed record ImportGrounds(string Statement, bool Certified, Guid FormKey);

/// <summary>What would become of a file: how many are new, known already, kept away, and repeated in it.</summary>
public sealed record ImportForecast(int Added, int Known, int KeptAway, int Repeated);

/// <summary>
/// Takes in addresses that an administrator brings along. Who left or is suppressed stays away, also when only the hash of the address is
/// left to tell; who is there already is left as they are. Where consent is not certified, each is asked to confirm, at a pace.
/// </summary>
public sealed class SubscriberImports(Retry retry, SubscriberTokens tokens, Outbox outbox, MailBell bell, TimeProvider clock)
{
    /// <summary>How many are asked to confirm within an hour, so that a large file is no burst of mail.</summary>
    public const int AskedAnHour = 600;

    private const int Slice = 500;

    /// <summary>What would become of these lines now.</summary>
    public Task<ImportForecast> ForecastAsync(SubscriberFileRead read, CancellationToken cancellationToken) => retry.RunAsync(
        async (db, token) =>
        {
            var (added, known, keptAway) = await SortAsync(db, read.Lines, token);
            return new ImportForecast(added.Count, known, keptAway, read.Repeated);
        },
        cancellationToken);

    /// <summary>Takes them in, all at once. The id of the import; null for an empty statement.</summary>
    public async Task<Guid?> ImportAsync(Guid actorId, SubscriberFileRead read, ImportGrounds grounds, CancellationToken cancellationToken)
    {
        var statement = TypedText.Lines(grounds.Statement);
        if (statement.Length is 0 or > SubscriberImport.StatementLength || !TypedText.IsReadable(statement))
        {
            return null;
        }

        var id = await retry.RunAsync((db, token) => ImportOnceAsync(db, actorId, read, grounds with { Statement = statement }, token), cancellationToken);
        bell.Ring();
        return id;
    }

    private async Task<Guid?> ImportOnceAsync(PortalDbContext db, Guid actorId, SubscriberFileRead read, ImportGrounds grounds, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await FormMade.FindAsync(db, FormMade.Subscribers, actorId, grounds.FormKey, cancellationToken) is { } before)
        {
            return before.Id;
        }

        var now = clock.GetUtcNow();
        var (added, known, keptAway) = await SortAsync(db, read.Lines, cancellationToken);
        var import = new SubscriberImport
        {
            Id = Ids.New(clock),
            ById = actorId,
            At = now,
            Statement = grounds.Statement,
            Certified = grounds.Certified,
            Added = added.Count,
            Known = known,
            KeptAway = keptAway,
            Repeated = read.Repeated,
        };
        db.SubscriberImports.Add(import);
        FormMade.Add(db, FormMade.Subscribers, actorId, grounds.FormKey, import.Id, now);
        db.AuditEntries.Add(new AuditEntry { Id = Ids.New(clock), At = now, ActorId = actorId, Action = "subscribers.import", SubjectId = import.Id });
        await db.SaveChangesAsync(cancellationToken);
        foreach (var (number, slice) in added.Chunk(Slice).Index())
        {
            foreach (var (place, line) in slice.Index())
            {
                Add(db, import, line, now, (number * Slice) + place);
            }

            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }

        await transaction.CommitAsync(cancellationToken);
        return import.Id;
    }

    private void Add(PortalDbContext db, SubscriberImport import, SubscriberLine line, DateTimeOffset now, int number)
    {
        var row = NewSubscribers.Pending(Ids.New(clock), line.Address, line.Language ?? Languages.Default, tokens, now);
        (row.Country, row.ImportId, row.Source) = (line.Country, import.Id, import.Certified ? ConsentSource.Certified : ConsentSource.Imported);
        db.Subscribers.Add(row);
        if (import.Certified)
        {
            row.TryConfirm(now, now);
            return;
        }

        var key = $"{ConfirmLetterWriter.Name}:{row.Id}:import";
        outbox.Add(db, new MailDraft(key, MailPriority.Subscription, ConfirmLetterWriter.Name, row.Language) { SubscriberId = row.Id, NotBefore = now + (TimeSpan.FromHours(1) * number / AskedAnHour) });
    }

    private async Task<(List<SubscriberLine> Added, int Known, int KeptAway)> SortAsync(PortalDbContext db, IReadOnlyList<SubscriberLine> lines, CancellationToken cancellationToken)
    {
        var (added, known, keptAway) = (new List<SubscriberLine>(), 0, 0);
        foreach (var slice in lines.Chunk(Slice))
        {
            var addresses = slice.Select(line => line.Address.Normalized).ToList();
            var hashes = slice.Select(line => tokens.HashOf(line.Address)).ToList();
            var states = await db.Subscribers.Where(s => addresses.Contains(s.NormalizedAddress)).Select(s => new { s.NormalizedAddress, s.State }).ToDictionaryAsync(s => s.NormalizedAddress, s => s.State, StringComparer.Ordinal, cancellationToken);
            var bad = await db.AddressStandings.Where(a => hashes.Contains(a.AddressHash) && (a.DeadSince != null || a.ComplainedAt != null || a.ErasedAt != null)).Select(a => a.AddressHash).ToListAsync(cancellationToken);
            var gone = bad.Select(Convert.ToHexString).ToHashSet(StringComparer.Ordinal);
            foreach (var (line, hash) in slice.Zip(hashes))
            {
                var state = states.TryGetValue(line.Address.Normalized, out var found) ? found : (SubscriberState?)null;
                if (state is SubscriberState.Unsubscribed or SubscriberState.Suppressed || gone.Contains(Convert.ToHexString(hash)))
                {
                    keptAway++;
                }
                else if (state is null)
                {
                    added.Add(line);
                }
                else
                {
                    known++;
                }
            }
        }

        return (added, known, keptAway);
    }
}
