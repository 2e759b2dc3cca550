using System.Runtime.Serialization;
using Portal.Core.Organisations;
using Portal.Core.Updates.Campaigns;

namespace Portal.Core.Actions;

/// <summary>An action as lists show it. <paramref name="Mine"/>: the reader has done it.</summary>
public sealed record ActionCard(
    Guid Id, ActionKind Kind, LocalText Title, LocalText Lead, int Done, int Goal, DateOnly Deadline, DateTimeOffset? EndedAt, IReadOnlyList<string> Languages,
    OrganisationRef Organisation, CampaignLink? Campaign, bool Mine)
{
    /// <summary>Whether it still counts on a day.</summary>
    public bool Runs(DateOnly today) => EndedAt is null && Deadline >= today;
}

/// <summary>An action as its page shows it: how it is done, and a text to adapt.</summary>
public sealed record ActionDetails(ActionCard Card, LocalText Steps, LocalText Draft)
{
    /// <summary>What the reader wrote about it, published or not; null for nothing.</summary>
    public string? OwnSentence { get; init; }

    /// <summary>The newest sentences that organisers published.</summary>
    public required IReadOnlyList<PublishedSentence> Said { get; init; }
}

/// <summary>A sentence somebody left, and the code of its language.</summary>
public sealed record PublishedSentence(string Sentence, string Language);

/// <summary>Which actions to show; everything that runs where nothing is said.</summary>
public sealed record ActionFilter(ActionKind? Kind = null, string? Language = null, bool Past = false);

/// <summary>The newest number of an action, for live screens.</summary>
[DataContract]
public sealed record DoneFrame(
    [property: DataMember(Name = "action")] Guid Action,
    [property: DataMember(Name = "done")] int Done,
    [property: DataMember(Name = "goal")] int Goal);
