using Portal.Core.Organisations.Closures;

namespace Portal.Web.Features.Organise.Sites;

/// <summary>A closure's page.</summary>
/// <param name="Phones">Phones by person, while a call round of the reader is under way.</param>
/// <param name="PhonesUntil">Until when they are shown; null where no round is under way.</param>
public sealed record ClosureModel(ClosurePage Page, IReadOnlyDictionary<Guid, string> Phones, DateTimeOffset? PhonesUntil)
{
    /// <summary>Says nothing of phones, so that none reaches a log by accident.</summary>
    public override string ToString() => $"ClosureModel({Page.Closure.Id})";
}
