using Portal.Core;

namespace Portal.Web.Features.Shared;

/// <summary>
/// One shift in a list. <see cref="Area"/> is null for work from home; <see cref="Now"/> is the moment that the whole page is told from;
/// <see cref="Label"/> is a key of the resources for the button.
/// </summary>
public sealed record ShiftTicket(
    Guid Id,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    TimeZoneInfo Zone,
    LocalText Title,
    string Organisation,
    LocalText? Area,
    IReadOnlyList<PositionLine> Positions,
    IReadOnlyList<TicketTag> Tags,
    TicketAct Act,
    DateTimeOffset Now)
{
    /// <summary>Whether one of its places is the reader's.</summary>
    public bool IsMine { get; init; }

    /// <summary>Whether it will not take place.</summary>
    public bool IsCancelled { get; init; }

    /// <summary>The zone in which its times are told first: the reader's for work from home, otherwise its own.</summary>
    public TimeZoneInfo ToldIn { get; init; } = Zone;
}

/// <summary>A position as a list shows it: <see cref="Taken"/> counts places held and places kept for the waiting list.</summary>
public sealed record PositionLine(Guid Id, LocalText Name, int Taken, int Capacity, bool Mine)
{
    /// <summary>Places that nobody has.</summary>
    public int Left => Math.Max(0, Capacity - Taken);
}

/// <summary>A short remark on a ticket in the look <c>ok</c>, <c>need</c>, <c>urgent</c> or none.</summary>
public sealed record TicketTag(string Look, string Text);

/// <summary>The button of a ticket: where it leads, and its words' key.</summary>
public sealed record TicketAct(string Address, string Key, string Look = "btn-quiet");
