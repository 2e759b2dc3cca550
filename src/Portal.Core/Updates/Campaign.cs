using Portal.Core.Privacy;

namespace Portal.Core.Updates;

/// <summary>A cause that updates and newsletters belong to, such as winter shelter.</summary>
public sealed class Campaign
{
    /// <summary>The row's identifier.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid Id { get; init; }

    /// <summary>Its name in addresses; unique.</summary>
    [NotPersonal(Because.Published)]
    public required string Slug { get; init; }

    /// <summary>Its name.</summary>
    [NotPersonal(Because.Published)]
    public required LocalText Name { get; set; }
}
