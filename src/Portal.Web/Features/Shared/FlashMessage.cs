namespace Portal.Web.Features.Shared;

/// <summary>One sentence to be shown after a redirect, and the look of its notice: <c>ok</c>, <c>wait</c> or <c>urgent</c>.</summary>
public sealed record FlashMessage(string Look, string Text)
{
    /// <summary>What may come next: words for a link, and its path; or null.</summary>
    public (string Text, string Path)? Next { get; init; }

    /// <summary>The name of the icon beside it.</summary>
    public string Icon => Look switch { "ok" => "check", "wait" => "clock", _ => "alert" };
}
