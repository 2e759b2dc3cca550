using Portal.Core.Privacy;

namespace Portal.Core.Qualifications;

/// <summary>Something one can hold that positions may require: a driving licence, first aid, a safeguarding training.</summary>
public sealed class QualificationKind
{
    /// <summary>Longest name in one language.</summary>
    public const int NameLength = 80;

    /// <summary>The row's identifier.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid Id { get; init; }

    /// <summary>The organisation whose own kind it is; null for one that counts with all, whoever granted it.</summary>
    [NotPersonal(Because.Identifier)]
    public Guid? OrganisationId { get; init; }

    /// <summary>What it is called.</summary>
    [NotPersonal(Because.PublicFact)]
    public required LocalText Name { get; set; }

    /// <summary>Since when it is granted and asked for no more; null while it is. Who holds it keeps it.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset? RetiredAt { get; set; }
}
