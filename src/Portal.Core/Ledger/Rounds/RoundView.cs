using Portal.Core.Organisations;

namespace Portal.Core.Ledger.Rounds;

/// <summary>A round as it is read.</summary>
public sealed record RoundView(Guid Id, int Number, string Currency, long Amount, ShareRule Rule)
{
    /// <summary>Its version, for who confirms.</summary>
    public required int Version { get; init; }

    /// <summary>Which round it corrects.</summary>
    public required Guid? CorrectsId { get; init; }

    /// <summary>The number of that one.</summary>
    public required int? Corrects { get; init; }

    /// <summary>Why.</summary>
    public required LocalText? Reason { get; init; }

    /// <summary>When shares were proposed that stand.</summary>
    public required DateTimeOffset? ProposedAt { get; init; }

    /// <summary>When it was decided.</summary>
    public required DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Every organisation in it, by name.</summary>
    public required IReadOnlyList<ShareLine> Shares { get; init; }

    /// <summary>From which organisations those come who confirmed.</summary>
    public required IReadOnlyList<string> ConfirmedFrom { get; init; }

    /// <summary>Those that could take a share.</summary>
    public IEnumerable<ShareLine> Members => Shares.Where(line => line.Standing == Standing.Member || line.Amount != 0);

    /// <summary>Those that stand with the appeal and take nothing.</summary>
    public IEnumerable<ShareLine> Partners => Shares.Where(line => line.Standing == Standing.Partner && line.Amount == 0);
}

/// <summary>An organisation in a round.</summary>
public sealed record ShareLine(Guid OrganisationId, string Slug, string Name, Standing Standing, long? Need, long Amount, LocalText? Story);
