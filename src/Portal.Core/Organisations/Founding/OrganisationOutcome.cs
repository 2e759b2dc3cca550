using Portal.Core.Updates.Campaigns;

namespace Portal.Core.Organisations.Founding;

/// <summary>How writing an organisation ended, with all that is wrong at once.</summary>
/// <param name="Id">Which one it is, where it was written.</param>
/// <param name="Slug">What is wrong with its name in addresses.</param>
public sealed record OrganisationOutcome(FoundingResult Result, Guid? Id = null, SlugFault? Slug = null)
{
    /// <summary>What is wrong with its texts.</summary>
    public IReadOnlyList<TextFault> Texts { get; init; } = [];

    /// <summary>What is wrong with the rest.</summary>
    public IReadOnlyList<OrganisationFault> Faults { get; init; } = [];
}

/// <summary>How writing an organisation ended.</summary>
public enum FoundingResult
{
    /// <summary>It stands as written.</summary>
    Done,

    /// <summary>Something is wrong with it.</summary>
    Refused,

    /// <summary>There is no such organisation, or whoever writes is no administrator.</summary>
    NotFound,
}
