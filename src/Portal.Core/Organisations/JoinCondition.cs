using Portal.Core.Privacy;

namespace Portal.Core.Organisations;

/// <summary>
/// Something a volunteer affirms before joining an organisation, such as "I am a woman or non-binary". Only the membership that
/// follows is kept, never what stands behind the answer.
/// </summary>
public sealed class JoinCondition
{
    /// <summary>Longest sentence in one language.</summary>
    public const int TextLength = 300;

    /// <summary>The row's identifier.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid Id { get; init; }

    /// <summary>Whose condition it is.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid OrganisationId { get; init; }

    /// <summary>Where it stands among the organisation's conditions.</summary>
    [NotPersonal(Because.Planning)]
    public required int Order { get; init; }

    /// <summary>What is affirmed.</summary>
    [NotPersonal(Because.PublicFact)]
    public required LocalText Text { get; set; }

    /// <summary>Since when nobody affirms it any more; null while it is asked.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset? RetiredAt { get; set; }
}
