using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Updates;

namespace Portal.Core.Ledger.Rounds;

/// <summary>Takes what a member did with its share, in one sentence, from its organiser or an administrator.</summary>
public sealed class ShareStories(Retry retry, TimeProvider clock)
{
    private const string Action = "ledger.story";

    /// <summary>Writes it, or writes it anew.</summary>
    public Task<LedgerOutcome> WriteAsync(Guid actorId, Guid roundId, Guid organisationId, PublicLine line, CancellationToken cancellationToken)
    {
        var clean = line.Cleaned();
        return retry.RunAsync((db, token) => WriteOnceAsync(db, actorId, roundId, organisationId, clean, token), cancellationToken);
    }

    private async Task<LedgerOutcome> WriteOnceAsync(PortalDbContext db, Guid actorId, Guid roundId, Guid organisationId, PublicLine line, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (!await db.RoundShares.AnyAsync(
            s => s.RoundId == roundId && s.OrganisationId == organisationId && s.Amount > 0 && db.ShareRounds.Any(r => r.Id == roundId && r.DecidedAt != null)
                && (db.Administrators(now).Contains(actorId) || db.OrganisedBy(actorId, now).Contains(organisationId)),
            cancellationToken))
        {
            return LedgerOutcome.NotFound;
        }

        var (texts, faults) = (line.Faults("Story", needed: true), line.Unsafe().ToList());
        if (texts.Count + faults.Count > 0)
        {
            return LedgerOutcome.Refused(faults, texts);
        }

        if (await db.ShareStories.FirstOrDefaultAsync(s => s.RoundId == roundId && s.OrganisationId == organisationId, cancellationToken) is { } story)
        {
            (story.Text, story.ById, story.At) = (line.Stored()!, actorId, now);
        }
        else
        {
            db.ShareStories.Add(new ShareStory { RoundId = roundId, OrganisationId = organisationId, Text = line.Stored()!, ById = actorId, At = now });
        }

        db.RecordLedger(clock, actorId, Action, roundId, detail: null, organisationId);
        RiskRecord.Add(db, clock, "ledger.written-with-risk", actorId, organisationId, roundId, line.WhySafe, line.Risks);
        await db.SaveChangesAsync(cancellationToken);
        return new(LedgerResult.Done, roundId);
    }
}
