using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Waiting;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Privacy;
using Portal.Core.Shifts;
using Portal.Core.Updates;

namespace Portal.Core.Circles;

/// <summary>Hosts write to all members at once: a mail to each, by the outbox, so many a day. Whoever asked for none gets none.</summary>
public sealed class CircleWriting(CircleTurns turns, Retry retry, CircleTokens tokens, Outbox outbox, IOptions<PortalOptions> portal, TimeProvider clock)
{
    internal const string Template = "circle-message";
    private const string RiskAction = "circle.sent-with-risk";
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Writes it once per <paramref name="formKey"/>.</summary>
    public async Task<MessageOutcome> WriteAsync(Guid hostId, Guid circleId, UpdateText text, Guid formKey, CancellationToken cancellationToken)
    {
        var clean = (text with { Places = PlaceNames.None }).Cleaned();
        if (clean.Faults().ToList() is { Count: > 0 } faults)
        {
            return new(MessageResult.Refused, 0, faults);
        }

        return await turns.TakeAsync(hostId, circleId, new MessageOutcome(MessageResult.NotFound, 0, []), turn => WriteOnceAsync(turn, hostId, clean, formKey), cancellationToken);
    }

    /// <summary>Ends them for whoever holds the token that was mailed to them. False where it is none of theirs; true also where it was over.</summary>
    public async Task<bool> StopAsync(Guid memberId, string? token, CancellationToken cancellationToken)
    {
        if (!tokens.IsOf(memberId, token))
        {
            return false;
        }

        await retry.RunAsync((db, stop) => db.CircleMembers.Where(m => m.Id == memberId).ExecuteUpdateAsync(set => set.SetProperty(m => m.WantsMail, false), stop), cancellationToken);
        return true;
    }

    private async Task<MessageOutcome> WriteOnceAsync(CircleTurn turn, Guid hostId, UpdateText text, Guid formKey)
    {
        var (db, circle, now) = (turn.Db, turn.Circle, turn.Now);
        if (circle.State != CircleState.Approved || !await turn.HostsAsync(hostId))
        {
            return turn.Drop(new MessageOutcome(MessageResult.NotFound, 0, []));
        }

        if (await FormMade.FindAsync(db, FormMade.CircleMessage, hostId, formKey, turn.Stop) is { } before)
        {
            var readers = await db.CircleMessages.Where(m => m.Id == before.Id).Select(m => m.Readers).FirstOrDefaultAsync(turn.Stop);
            return turn.Drop(new MessageOutcome(MessageResult.Sent, readers, []));
        }

        var since = now - Day;
        if (await db.CircleMessages.CountAsync(m => m.CircleId == circle.Id && m.SentAt > since, turn.Stop) >= CircleMessage.MostADay)
        {
            return turn.Drop(new MessageOutcome(MessageResult.TooMany, 0, []));
        }

        var people = await db.PresentIn(circle.Id).Where(m => m.WantsMail && m.SupporterId != hostId)
            .Join(db.Supporters, m => m.SupporterId, s => s.Id, (m, s) => new { s.Id, s.Language, s.TimeZone }).OrderBy(s => s.Id).ToListAsync(turn.Stop);
        var message = new CircleMessage
        {
            Id = Ids.New(clock),
            CircleId = circle.Id,
            AuthorId = hostId,
            Title = text.Title,
            Body = text.Body,
            Language = text.Language,
            Readers = people.Count,
            SentAt = now,
        };
        db.CircleMessages.Add(message);
        FormMade.Add(db, FormMade.CircleMessage, hostId, formKey, message.Id, now);
        RiskRecord.Add(db, clock, RiskAction, hostId, organisationId: null, message.Id, text.WhySafe, text.Risks);
        foreach (var person in people)
        {
            outbox.Add(db, new MailDraft($"{Template}:{message.Id:N}:{person.Id:N}", MailPriority.Subscription, Template, person.Language)
            {
                SupporterId = person.Id,
                Data = new CircleMessageData(message.Id),
                NotBefore = QuietHours.After(now, WallTime.Zone(person.TimeZone.Length > 0 ? person.TimeZone : portal.Value.TimeZone)),
            });
        }

        return new(MessageResult.Sent, people.Count, []);
    }
}

/// <summary>What such a letter is written from.</summary>
internal sealed record CircleMessageData(Guid MessageId);

/// <summary>How writing to the members ended, to how many it goes, and all that is wrong with the text.</summary>
public sealed record MessageOutcome(MessageResult Result, int Readers, IReadOnlyList<UpdateFault> Faults);

/// <summary>How writing to the members ended.</summary>
public enum MessageResult
{
    /// <summary>It is on its way, now or by the same form before.</summary>
    Sent,

    /// <summary>Something about the text must be changed first.</summary>
    Refused,

    /// <summary>As many went out within a day as may.</summary>
    TooMany,

    /// <summary>There is no such circle of this host.</summary>
    NotFound,
}
