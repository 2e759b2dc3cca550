namespace Portal.Core.Newsletters.Sending;

/// <summary>What a test mail's row holds: which newsletter it shows.</summary>
internal sealed record IssueReference(Guid NewsletterId);
