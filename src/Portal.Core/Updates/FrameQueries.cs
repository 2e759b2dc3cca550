using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Updates.Pictures;

namespace Portal.Core.Updates;

/// <summary>Reads the events of channels as frames. A frame read later carries the text as it is then.</summary>
public sealed class FrameQueries(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>Most frames in one answer.</summary>
    public const int Most = 200;

    /// <summary>The newest number of every channel that moved since a moment; of all for null.</summary>
    public async Task<IReadOnlyDictionary<string, long>> HeadsAsync(DateTimeOffset? since, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Channels.Where(c => since == null || c.MovedAt > since).ToDictionaryAsync(c => c.Name, c => c.Head, StringComparer.Ordinal, cancellationToken);
    }

    /// <summary>What came in a channel after a number; −1 asks for what comes from now on. An unknown channel is an empty one.</summary>
    public async Task<Replay> ReadAsync(string channel, long after, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var range = await db.Channels.Where(c => c.Name == channel)
            .Select(c => new { c.Head, Oldest = db.ChannelEvents.Where(e => e.Channel == channel).Min(e => (long?)e.Seq) })
            .SingleOrDefaultAsync(cancellationToken);
        var head = range?.Head ?? 0;
        if (after == -1 || after == head)
        {
            return Replay.Nothing(head);
        }

        if (after < 0 || after > head || after < (range?.Oldest ?? head + 1) - 1)
        {
            return new Replay { Reset = true, Head = head };
        }

        var frames = await FramesAsync(db, channel, after, cancellationToken);
        return new Replay { Frames = frames, More = frames.Count == Most && frames[^1].Seq < head, Head = head };
    }

    private static async Task<IReadOnlyList<Frame>> FramesAsync(PortalDbContext db, string channel, long after, CancellationToken cancellationToken)
    {
        var rows = await db.ChannelEvents.AsNoTracking()
            .Where(e => e.Channel == channel && e.Seq > after)
            .OrderBy(e => e.Seq)
            .Take(Most)
            .Select(e => new
            {
                e.Seq,
                e.Kind,
                Update = e.Update!,
                Organisation = e.Update!.Organisation != null ? e.Update.Organisation.Name : e.Update.Circle!.Name,
                Campaign = e.Update!.Campaign == null ? null : e.Update.Campaign.Slug,
                Translations = e.Update!.Translations.Select(t => new { t.Language, t.Title, t.Html }).ToList(),
                // Field by field, so that the bytes are not read.
                Picture = e.Update!.Picture == null || e.Update.Picture.ReleasedAt == null ? null
                    : new CardPicture(e.Update.Picture.Id, e.Update.Picture.Alt, e.Update.Language, e.Update.Picture.Width, e.Update.Picture.Height, e.Update.Picture.ReleasedAt.Value),
            })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(row => row.Update.WithdrawnAt is null ? Whole(row.Seq, row.Kind, row.Update, row.Organisation, row.Campaign) with
        {
            Translations = row.Translations.Count == 0 ? null : row.Translations.ToDictionary(t => t.Language, t => new FrameWords { Title = t.Title, Html = t.Html }, StringComparer.Ordinal),
            Picture = FramePicture.Of(row.Picture),
        } : Tombstone(row.Seq, row.Update))];
    }

    private static Frame Tombstone(long seq, Update update) => new() { Channel = update.Channel, Seq = seq, Id = update.Id, Kind = Word(ChannelEventKind.Withdrawn) };

    private static Frame Whole(long seq, ChannelEventKind kind, Update update, string organisation, string? campaign) => new()
    {
        Channel = update.Channel,
        Seq = seq,
        Id = update.Id,
        Kind = Word(kind),
        Organisation = organisation,
        Campaign = campaign,
        Severity = Word(update.Severity),
        At = Instant(update.PublishedAt),
        Lang = update.Language,
        Title = update.Title,
        Html = update.Html,
        Url = $"/updates/{update.Id}",
        Edited = update.EditedAt is { } edited ? Instant(edited) : null,
        Pinned = update.IsPinned,
    };

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

#pragma warning disable CA1308 // Names on the wire are lower-case.
    private static string Word(Enum name) => name.ToString().ToLowerInvariant();
#pragma warning restore CA1308
}
