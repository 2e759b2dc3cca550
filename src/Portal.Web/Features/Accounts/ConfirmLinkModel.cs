namespace Portal.Web.Features.Accounts;

/// <summary>The link to confirm by, and whose account it is; no name when the link is of no use any more.</summary>
public sealed record ConfirmLinkModel(Guid Id, string? Token, string? Name);
