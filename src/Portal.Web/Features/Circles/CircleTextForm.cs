using Portal.Core;
using Portal.Core.Circles;
using Portal.Core.Resources;
using Portal.Core.Updates;
using Portal.Core.Updates.Safety;
using Portal.Web.Features.Updates;

namespace Portal.Web.Features.Circles;

/// <summary>What a host writes, to be posted or mailed. The rules are the service's, which tells all that is wrong at once.</summary>
public sealed class CircleTextForm
{
    /// <summary>The title.</summary>
    public string? Title { get; set; }

    /// <summary>The text in Markdown.</summary>
    public string? Body { get; set; }

    /// <summary>The language it is written in.</summary>
    public string? Language { get; set; } = Languages.Default;

    /// <summary>Why what was pointed out in it may stay.</summary>
    public string? WhySafe { get; set; }

    /// <summary>So that a double tap sends it once.</summary>
    public Guid FormKey { get; set; }

    /// <summary>An empty one.</summary>
    public static CircleTextForm New(TimeProvider clock, string language) => new() { FormKey = Ids.New(clock), Language = Languages.Known(language) };

    /// <summary>What was written.</summary>
    public UpdateText Text() => new(Title ?? "", Body ?? "", Severity.Normal, Language ?? "", WhySafe);
}

/// <summary>The page on which a host writes, with what is pointed out in the text.</summary>
public sealed record CircleTextModel(CirclePage Page, CircleTextForm Form, bool IsMail, IReadOnlyList<SafetyFinding> Risks)
{
    /// <summary>What was posted lately, to be taken back.</summary>
    public UpdateListModel? Posted { get; init; }

    /// <summary>The part of the texts' names.</summary>
    public string Kind => IsMail ? "Write" : "Post";
}
