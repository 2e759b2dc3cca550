namespace Portal.Core.Circles;

/// <summary>What is looked for among circles; null for anything.</summary>
/// <param name="Country">Two-letter code.</param>
/// <param name="Language">Code of a spoken language.</param>
/// <param name="Online">Only those that meet online.</param>
/// <param name="Text">Words in the name or in what it is for.</param>
public sealed record CircleFilter(string? Country, string? Language, bool Online, string? Text);

/// <summary>A circle in a list.</summary>
public sealed record CircleCard(string Slug, string Name, string Purpose, IReadOnlyList<string> Languages, string? Country, bool IsOpen, bool IsResting);

/// <summary>One page of the list, how many there are, and the countries to choose from.</summary>
public sealed record CircleList(IReadOnlyList<CircleCard> Circles, int Total, int Page, int Pages, IReadOnlyList<string> Countries);

/// <summary>A circle of one's own.</summary>
/// <param name="Asking">How many wait for an answer, for a host.</param>
public sealed record OwnCircle(string Slug, string Name, CircleState State, CircleStanding Standing, bool IsHost, bool IsAskedToHost, int Asking);

/// <summary>A circle as one reader sees it.</summary>
/// <param name="Members">How many belong to it.</param>
/// <param name="Own">The reader's own row; null for whoever has none.</param>
public sealed record CirclePage(SupporterCircle Circle, int Members, CircleMember? Own)
{
    /// <summary>Whether the reader belongs to it.</summary>
    public bool IsMember => Own is { Standing: CircleStanding.Active };

    /// <summary>Whether the reader hosts it.</summary>
    public bool IsHost => Own is { Standing: CircleStanding.Active, IsHost: true };

    /// <summary>The others whose names the reader sees, hosts first.</summary>
    public IReadOnlyList<CirclePerson> Named { get; init; } = [];

    /// <summary>Those who ask to join, for a host; without a name where it is not theirs to see.</summary>
    public IReadOnlyList<CirclePerson> Asking { get; init; } = [];
}

/// <summary>Somebody in a circle.</summary>
/// <param name="Name">Null where the reader does not see it.</param>
/// <param name="IsAskedToHost">Whether a host asked them to host it too; said to hosts only.</param>
public sealed record CirclePerson(Guid Id, string? Name, CircleStanding Standing, bool IsHost, bool IsAskedToHost, DateTimeOffset Since, string? Word);
