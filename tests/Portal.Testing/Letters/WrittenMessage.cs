using Portal.Core.Accounts;

namespace Portal.Testing.Letters;

/// <summary>A message that waits to be sent.</summary>
/// <param name="Template">Its kind.</param>
/// <param name="Case">Which of the cases of its kind, for a test's words.</param>
/// <param name="Reader">Who it is for; null for a reader of the newsletter without an account.</param>
public sealed record WrittenMessage(string Template, string Case, Guid MessageId, Supporter? Reader);

/// <summary>Who the letters are for and what they tell of.</summary>
public sealed record LetterSetting(string Language)
{
    /// <summary>The name of everybody in them.</summary>
    public string Person { get; init; } = "Amina";

    /// <summary>The name of the organisation.</summary>
    public string Group { get; init; } = "Calais Food Collective";

    /// <summary>What is done on the shifts.</summary>
    public string Work { get; init; } = "Kitchen";
}
