using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Organisations.People;

namespace Portal.Core.Organisations.Answers;

/// <summary>
/// Tells organisers, and the lead of a shift, that somebody waits for their answer: not one letter a request, but one for all that
/// came within five minutes, and at most one a quarter of an hour. What it says is read when it is sent.
/// </summary>
public sealed class WaitingMail(Outbox outbox, TimeProvider clock)
{
    internal const string Template = "answers-waited-for";
    private static readonly TimeSpan Gathering = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Apart = TimeSpan.FromMinutes(15);

    /// <summary>What must be answered sooner than this is told at once.</summary>
    private static readonly TimeSpan Urgent = TimeSpan.FromHours(2);

    /// <summary>Tells those who may answer, in the caller's transaction. Its last locks are those of their letters.</summary>
    internal async Task TellAsync(PortalDbContext db, Request request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var organisers = db.OrganisersOf(request.OrganisationId, now);
        var readers = await db.Supporters
            .Where(s => s.Id != request.SupporterId && s.EmailConfirmed && s.SuspendedAt == null && (s.Id == request.LeadId || organisers.Contains(s.Id)))
            .OrderBy(s => s.Id)
            .Select(s => new { s.Id, s.Language })
            .ToListAsync(cancellationToken);
        foreach (var reader in readers)
        {
            if (request.AnswerBy - now < Urgent)
            {
                Add(db, reader.Id, reader.Language, $"{request.Id}:{Ids.New(clock)}", now);
                continue;
            }

            var last = await db.Messages
                .Where(m => m.Template == Template && m.SupporterId == reader.Id)
                .OrderByDescending(m => m.NotBefore)
                .Select(m => new { m.Id, m.State, m.NotBefore })
                .FirstOrDefaultAsync(cancellationToken);
            if (last is { State: MessageState.Pending } && await Outbox.IsStillToBeSentAsync(db, last.Id, cancellationToken))
            {
                continue;
            }

            var notBefore = now + Gathering;
            if (last is not null && last.NotBefore + Apart > notBefore)
            {
                notBefore = last.NotBefore + Apart;
            }

            // One key a quarter of an hour: of two who ask at once the second collides, and finds the letter of the first.
            Add(db, reader.Id, reader.Language, $"{notBefore.UtcTicks / Apart.Ticks}", notBefore);
        }
    }

    private void Add(PortalDbContext db, Guid readerId, string language, string cause, DateTimeOffset notBefore) => outbox.Add(
        db,
        new($"{Template}:{readerId}:{cause}", MailPriority.Booking, Template, language) { SupporterId = readerId, NotBefore = notBefore });
}

/// <summary>Something that somebody asks of an organisation.</summary>
/// <param name="Id">The booking, membership or qualification.</param>
internal sealed record Request(Guid Id, Guid OrganisationId, Guid SupporterId)
{
    /// <summary>The lead of the shift, who may answer as well.</summary>
    public Guid? LeadId { get; init; }

    /// <summary>Until when an answer is of use.</summary>
    public DateTimeOffset? AnswerBy { get; init; }
}
