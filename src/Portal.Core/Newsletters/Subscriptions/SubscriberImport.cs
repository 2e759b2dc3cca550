using Portal.Core.Privacy;

namespace Portal.Core.Newsletters.Subscriptions;

/// <summary>Addresses that an administrator brought along, and on what ground.</summary>
public sealed class SubscriberImport
{
    /// <summary>Longest statement, in UTF-16 units.</summary>
    public const int StatementLength = 1_000;

    /// <summary>The row's identifier.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid Id { get; init; }

    /// <summary>Who did it; null once that is long ago.</summary>
    [Personal("proof of consent", Tier.Restricted, "3 years", "operators")]
    public required Guid? ById { get; init; }

    /// <summary>When.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required DateTimeOffset At { get; init; }

    /// <summary>How consent was obtained, in that person's words.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required string Statement { get; init; }

    /// <summary>Whether that person certified the consent, so that nobody is asked again.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required bool Certified { get; init; }

    /// <summary>Addresses that are new.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required int Added { get; init; }

    /// <summary>Addresses that were there already and were left as they were.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required int Known { get; init; }

    /// <summary>Addresses that must not come back: left, or suppressed.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required int KeptAway { get; init; }

    /// <summary>Addresses that stood in the file more than once, whatever their capitals.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required int Repeated { get; init; }
}
