using Portal.Core.Privacy.Consent;

namespace Portal.Web.Features.Accounts;

/// <summary>One thing that can be agreed to, as its row shows it.</summary>
public sealed record ConsentLine(string Words, ConsentKind What, bool On)
{
    /// <summary>Whose, where it is about an organisation.</summary>
    public Guid? Organisation { get; init; }

    /// <summary>Where it is given, where that takes more than a tap; or null.</summary>
    public (string Path, string Words)? Elsewhere { get; init; }
}
