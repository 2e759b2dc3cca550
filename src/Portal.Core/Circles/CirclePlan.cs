using Portal.Core.Accounts;

namespace Portal.Core.Circles;

/// <summary>A circle as somebody proposes it. <paramref name="Place"/> is the code of a country, or <see cref="Online"/>.</summary>
public sealed record CirclePlan(string? Name, string? Purpose, IReadOnlyList<string> Languages, string? Place, bool IsOpen)
{
    /// <summary>The place of a circle that meets online.</summary>
    public const string Online = "online";

    /// <summary>Its country, or null where it meets online.</summary>
    public string? Country => Place == Online ? null : Place;

    /// <summary>As it is kept.</summary>
    internal CirclePlan Cleaned() => this with
    {
        Name = TypedText.Line(Name),
        Purpose = TypedText.Lines(Purpose),
        Languages = [.. SpokenLanguages.All.Where(Languages.Contains)],
    };

    /// <summary>All that is wrong with it, but whether the name is taken.</summary>
    internal IEnumerable<CircleFault> Faults()
    {
        if (!TypedText.IsVisible(Name))
        {
            yield return CircleFault.NameMissing;
        }
        else if (Name!.Length > SupporterCircle.NameLength || !TypedText.IsReadable(Name))
        {
            yield return CircleFault.NameUnfit;
        }

        if (!TypedText.IsVisible(Purpose))
        {
            yield return CircleFault.PurposeMissing;
        }
        else if (Purpose!.Length > SupporterCircle.PurposeLength || !TypedText.IsReadable(Purpose))
        {
            yield return CircleFault.PurposeUnfit;
        }

        if (Languages.Count == 0)
        {
            yield return CircleFault.LanguagesMissing;
        }

        if (Place is null || (Place != Online && !Countries.Contains(Place)))
        {
            yield return CircleFault.PlaceMissing;
        }
    }
}

/// <summary>What can be wrong with a proposal.</summary>
public enum CircleFault
{
    /// <summary>It has no name.</summary>
    NameMissing,

    /// <summary>Its name is too long, or cannot be read.</summary>
    NameUnfit,

    /// <summary>Another circle is called so.</summary>
    NameTaken,

    /// <summary>What it is for is not said.</summary>
    PurposeMissing,

    /// <summary>That is too long, or cannot be read.</summary>
    PurposeUnfit,

    /// <summary>No language is chosen.</summary>
    LanguagesMissing,

    /// <summary>Neither a country nor online.</summary>
    PlaceMissing,

    /// <summary>As many proposals of this person wait as may.</summary>
    TooManyWaiting,
}

/// <summary>How proposing ended: the name in addresses, or all that is wrong. Neither where the account may not be used.</summary>
public sealed record ProposalOutcome(string? Slug, IReadOnlyList<CircleFault> Faults);
