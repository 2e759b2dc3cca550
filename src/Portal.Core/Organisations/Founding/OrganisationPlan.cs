using Portal.Core.Accounts;

namespace Portal.Core.Organisations.Founding;

/// <summary>What the coalition says of one of its organisations, as an administrator writes it. What is asked of those who come is written by its organisers.</summary>
public sealed record OrganisationPlan(string Name, Standing Standing, LocalText Summary, LocalText Description, string? PublicEmail, string? Website)
{
    /// <summary>Longest name in addresses.</summary>
    public const int SlugLength = 60;

    /// <summary>Longest sentence about it, in one language.</summary>
    public const int SummaryLength = 300;

    /// <summary>Longest text about it, in one language.</summary>
    public const int DescriptionLength = 6000;

    /// <summary>Longest address of its own site.</summary>
    public const int WebsiteLength = 300;

    /// <summary>As it is kept.</summary>
    internal OrganisationPlan Cleaned() => this with
    {
        Name = TypedText.Line(Name),
        Summary = TextFault.Line(Summary),
        Description = Description.Each(TypedText.Lines),
        PublicEmail = TypedText.Line(PublicEmail) is { Length: > 0 } email ? AccountAddress.Clean(email) ?? email : null,
        Website = TypedText.Line(Website) is { Length: > 0 } site ? site : null,
    };

    /// <summary>All that is wrong with its texts in two languages.</summary>
    internal IEnumerable<TextFault> TextFaults() =>
    [
        .. TextFault.In(nameof(Summary), Summary, SummaryLength, needed: true),
        .. TextFault.In(nameof(Description), Description, DescriptionLength, needed: true, markdown: true),
    ];

    /// <summary>All that is wrong with the rest, but whether the name is taken.</summary>
    internal IEnumerable<OrganisationFault> Faults()
    {
        if (!TypedText.IsVisible(Name))
        {
            yield return OrganisationFault.NameMissing;
        }
        else if (Name.Length > Organisation.NameLength || !TypedText.IsReadable(Name))
        {
            yield return OrganisationFault.NameUnfit;
        }

        if (!Enum.IsDefined(Standing))
        {
            yield return OrganisationFault.StandingMissing;
        }

        if (PublicEmail is not null && AccountAddress.Clean(PublicEmail) is null)
        {
            yield return OrganisationFault.WrongEmail;
        }

        if (Website is not null && !IsSite(Website))
        {
            yield return OrganisationFault.WrongWebsite;
        }
    }

    // Shown as a link on a public page: of the web, and nothing that a browser would run or that carries a password.
    private static bool IsSite(string text) =>
        text.Length <= WebsiteLength && TypedText.IsReadable(text) && Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp) && uri.UserInfo.Length == 0 && uri.Host.Contains('.', StringComparison.Ordinal);
}

/// <summary>What can be wrong with an organisation besides its texts in two languages.</summary>
public enum OrganisationFault
{
    /// <summary>It has no name.</summary>
    NameMissing,

    /// <summary>Its name is too long, or cannot be read.</summary>
    NameUnfit,

    /// <summary>Another one is called so already.</summary>
    NameTaken,

    /// <summary>Whether it is a member or a partner is not said.</summary>
    StandingMissing,

    /// <summary>Its public address is none.</summary>
    WrongEmail,

    /// <summary>Its site's address is none.</summary>
    WrongWebsite,
}
