using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Organisations;
using Portal.Core.Organisations.People;

namespace Portal.Core.Accounts.TwoPersons;

/// <summary>How far something that takes two people has come.</summary>
public enum TwoPersonStage
{
    /// <summary>It waits for the second person.</summary>
    Asked,

    /// <summary>It was agreed to, and done.</summary>
    Granted,

    /// <summary>It was not agreed to.</summary>
    Refused,
}

/// <summary>What the letter is written from.</summary>
internal sealed record TwoPersonData(Guid RequestId, TwoPersonStage Stage);

/// <summary>What a letter about a role that ended is written from.</summary>
internal sealed record RoleEndedData(Guid SubjectId, CoalitionRoleKind Kind, Guid ActorId);

/// <summary>Writes to all whom it concerns that something was asked for, agreed to or ended: the administrators, the person, and the organisers of the organisation.</summary>
public sealed class TwoPersonMail(Outbox outbox, TimeProvider clock)
{
    /// <summary>Adds the mails to the context; the caller saves. Whoever did it just now is not told of it.</summary>
    public Task AddAsync(PortalDbContext db, TwoPersonRequest request, TwoPersonStage stage, Guid actorId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var readers = db.Supporters.Where(s => s.Id != actorId
            && (s.Id == request.SubjectId || s.Id == request.AskedById || db.Administrators(now).Contains(s.Id)
                || (request.OrganisationId != null && db.OrganisersOf(request.OrganisationId.Value, now).Contains(s.Id))));
        return AddAsync(db, readers, TwoPersonLetter.Name, $"{request.Id}:{stage}", new TwoPersonData(request.Id, stage), cancellationToken);
    }

    /// <summary>The same for a role that one person ended.</summary>
    public Task AddEndedAsync(PortalDbContext db, Guid subjectId, CoalitionRoleKind kind, Guid actorId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var readers = db.Supporters.Where(s => s.Id != actorId && (s.Id == subjectId || db.Administrators(now).Contains(s.Id)));
        return AddAsync(db, readers, RoleEndedLetter.Name, $"{Ids.New(clock)}", new RoleEndedData(subjectId, kind, actorId), cancellationToken);
    }

    private async Task AddAsync(PortalDbContext db, IQueryable<Supporter> readers, string template, string key, object data, CancellationToken cancellationToken)
    {
        foreach (var reader in await readers.Select(s => new { s.Id, s.Language }).ToListAsync(cancellationToken))
        {
            outbox.Add(db, new MailDraft($"{template}:{key}:{reader.Id}", MailPriority.Account, template, reader.Language) { SupporterId = reader.Id, Data = data });
        }
    }
}
