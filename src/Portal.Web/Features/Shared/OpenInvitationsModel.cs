using Portal.Core.Organisations.Appointments;

namespace Portal.Web.Features.Shared;

/// <summary>The open invitations of an organisation, and the address of the page that they stand on.</summary>
public sealed record OpenInvitationsModel(IReadOnlyList<OpenInvitation> Open, string Address);
