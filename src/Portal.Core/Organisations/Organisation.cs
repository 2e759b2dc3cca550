using Portal.Core.Privacy;

namespace Portal.Core.Organisations;

/// <summary>A member or a partner of the coalition.</summary>
public sealed class Organisation
{
    /// <summary>Longest name.</summary>
    public const int NameLength = 120;

    /// <summary>Longest duty phone.</summary>
    public const int DutyPhoneLength = 40;

    /// <summary>The row's identifier.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid Id { get; init; }

    /// <summary>Its name in addresses: lower-case letters, digits and hyphens; unique.</summary>
    [NotPersonal(Because.PublicFact)]
    public required string Slug { get; init; }

    /// <summary>Its name.</summary>
    [NotPersonal(Because.PublicFact)]
    public required string Name { get; set; }

    /// <summary>Whether it may share in the common fund.</summary>
    [NotPersonal(Because.PublicFact)]
    public required Standing Standing { get; set; }

    /// <summary>What it does, in one sentence.</summary>
    [NotPersonal(Because.PublicFact)]
    public required LocalText Summary { get; set; }

    /// <summary>What it does, at length, in Markdown.</summary>
    [NotPersonal(Because.PublicFact)]
    public required LocalText Description { get; set; }

    /// <summary>What comes before a first shift: what to bring, briefing, who may join; in Markdown.</summary>
    [NotPersonal(Because.PublicFact)]
    public LocalText? BeforeYouCome { get; set; }

    /// <summary>Its public address, to which answers to mails go.</summary>
    [NotPersonal(Because.PublicFact)]
    public string? PublicEmail { get; set; }

    /// <summary>Its own site.</summary>
    [NotPersonal(Because.PublicFact)]
    public string? Website { get; set; }

    /// <summary>The duty phone, shown to people with a confirmed place.</summary>
    [NotPersonal("the organisation's phone, not a person's")]
    public string? DutyPhone { get; set; }

    /// <summary>Hours before a shift from which its meeting point is shown; 1 to 48.</summary>
    [NotPersonal(Because.Planning)]
    public int RevealHours { get; set; } = 12;

    /// <summary>Whether its own reminder rules count, also when there are none, instead of the portal's.</summary>
    [NotPersonal(Because.Planning)]
    public bool HasOwnReminders { get; set; }

    /// <summary>Whether call-outs of other organisations may reach its volunteers, in the last circle.</summary>
    [NotPersonal(Because.Planning)]
    public bool HelpsOthers { get; set; }

    /// <summary>What it asks of those who book.</summary>
    public BookingRules Rules { get; set; } = new();
}

/// <summary>Whether an organisation may share in the common fund.</summary>
public enum Standing
{
    /// <summary>May share in the common fund.</summary>
    Member,

    /// <summary>Stands with the appeal and takes no money.</summary>
    Partner,
}
