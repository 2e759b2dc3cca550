using Portal.Core.Accounts.AddressChanges;

namespace Portal.Web.Features.Accounts;

/// <summary>What a mailed link to another address leads to.</summary>
/// <param name="Change">What it would do; null where it does nothing any more.</param>
public sealed record AddressLinkModel(Guid Id, string? Token, LinkedChange? Change)
{
    /// <summary>The password of the account. Never sent back.</summary>
    public string? Password { get; }
}
