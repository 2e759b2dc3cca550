using Portal.Core.Privacy;
using Portal.Core.Shifts;

namespace Portal.Core.Organisations;

/// <summary>A kind of work an organisation does: evening food distribution, wood, a play session, translation.</summary>
public sealed class Activity
{
    /// <summary>Longest name in one language.</summary>
    public const int NameLength = 80;

    /// <summary>Longest description, and longest list of what to bring, in one language.</summary>
    public const int TextLength = 4000;

    /// <summary>The row's identifier.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid Id { get; init; }

    /// <summary>Whose work it is.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid OrganisationId { get; init; }

    /// <summary>What it is called.</summary>
    [NotPersonal(Because.PublicFact)]
    public required LocalText Name { get; set; }

    /// <summary>What one does, in Markdown.</summary>
    [NotPersonal(Because.PublicFact)]
    public LocalText? Description { get; set; }

    /// <summary>What to bring, in Markdown.</summary>
    [NotPersonal(Because.PublicFact)]
    public LocalText? Bring { get; set; }

    /// <summary>Who sees its shifts unless the shift says otherwise. Field work is for members: a public timetable would be a gift to those who hinder it.</summary>
    [NotPersonal(Because.Planning)]
    public required Visibility DefaultVisibility { get; set; }

    /// <summary>The kind of qualification that whoever completes a shift of it then holds: for trainings. Null for all other work.</summary>
    [NotPersonal(Because.Planning)]
    public Guid? GrantsKindId { get; set; }

    /// <summary>Since when no new shifts of it are planned; null while they are.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset? RetiredAt { get; set; }

    /// <summary>The organisation.</summary>
    public Organisation? Organisation { get; init; }
}
