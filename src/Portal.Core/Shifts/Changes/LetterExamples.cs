using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Letters;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Newsletters.Subscriptions;
using Portal.Core.Resources;

namespace Portal.Core.Shifts.Changes;

/// <summary>Writes the letters of a change before it is committed, one of each kind and language, in the very words in which they will be sent.</summary>
public sealed class LetterExamples(Phrasebook words, PortalLinks links, TimeProvider clock)
{
    /// <summary>Told people first; each with how many get it.</summary>
    internal async Task<IReadOnlyList<LetterExample>> WriteAsync(PortalDbContext db, IReadOnlyList<AffectedPerson> people, CancellationToken cancellationToken)
    {
        var examples = new List<LetterExample>();
        foreach (var group in people.Where(p => p is { Message: not null, Fate: not ChangeFate.Restored }).GroupBy(p => (p.Fate, p.Language)).OrderBy(g => g.Key.Fate).ThenBy(g => g.Key.Language, StringComparer.Ordinal))
        {
            var reader = group.OrderBy(p => p.Hindered.Count).ThenByDescending(p => p.State.HoldsPlace()).First();
            if (await WriteAsync(db, reader, cancellationToken) is { } letter)
            {
                examples.Add(new(group.Key.Fate, group.Key.Language, group.DistinctBy(p => p.SupporterId).Count(), letter));
            }
        }

        return examples;
    }

    private async Task<Letter?> WriteAsync(PortalDbContext db, AffectedPerson reader, CancellationToken cancellationToken)
    {
        // Flows into the writer and no further: an asynchronous method hands its caller's culture back.
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Languages.CultureOf(reader.Language);
        var supporter = await db.Supporters.AsNoTracking().FirstAsync(s => s.Id == reader.SupporterId, cancellationToken);
        var recipient = new MailRecipient("", supporter.DisplayName, supporter, Subscriber: null);
        var shift = new ShiftWords(words, links);
        ILetterWriter writer = reader.Message!.Template switch
        {
            BookingMail.ShiftChangedTemplate => new ShiftChangedLetterWriter(db, words, shift, links, clock) { IsExample = true },
            BookingMail.ShiftCancelledTemplate => new ShiftCancelledLetterWriter(db, words, shift, alternatives: null, links, clock),
            _ => new PlaceWithdrawnLetterWriter(db, words, shift, links, clock, others: null),
        };
        return (await writer.WriteAsync(reader.Message, recipient, cancellationToken)).Letter;
    }
}
