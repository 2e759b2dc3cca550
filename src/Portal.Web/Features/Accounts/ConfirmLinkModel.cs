using Portal.Core.Accounts;

namespace Portal.Web.Features.Accounts;

/// <summary>The link to confirm by, and whose account it is; no registration when the link is of no use any more.</summary>
public sealed record ConfirmLinkModel(Guid Id, string? Token, LinkedRegistration? Registration)
{
    /// <summary>The password of the registration. Never sent back.</summary>
    public string? Password { get; }

    /// <summary>A password in its place. Never sent back.</summary>
    public string? NewPassword { get; }

    /// <summary>"I am 18 or over".</summary>
    public bool IsAdult { get; init; }

    /// <summary>"I accept the code of conduct".</summary>
    public bool AcceptsCode { get; init; }
}
