using Portal.Core.Accounts;

namespace Portal.Testing.Letters;

/// <summary>One case of a kind of letter, and how a message of it comes about.</summary>
public sealed record LetterCase(string Template, string Name, Func<LetterScene, Task<(Guid MessageId, Supporter? Reader)>> WriteAsync);
