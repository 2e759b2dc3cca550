using Portal.Core.Mail;
using Portal.Core.Mail.Desk;
using Portal.Web.Features.Shared;

namespace Portal.Web.Features.Admin.Mail;

/// <summary>The state of the mail, and what its settings lack.</summary>
public sealed record MailModel(MailOverview Mail, IReadOnlyList<string> Findings, MailTransportKind Transport, bool HasEvents, DateTimeOffset AsOf);

/// <summary>A page of messages.</summary>
public sealed record MessagesModel(MessageState? State, string? Reason, IReadOnlyList<MailRow> Rows, PagerModel Pager);

/// <summary>The last messages to an address that was asked for.</summary>
public sealed record FoundModel(IReadOnlyList<MailRow>? Rows);
