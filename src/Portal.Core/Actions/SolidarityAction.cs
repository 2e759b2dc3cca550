using Portal.Core.Accounts;
using Portal.Core.Organisations;
using Portal.Core.Privacy;

namespace Portal.Core.Actions;

/// <summary>Something that anybody can do from anywhere: a goal to reach together by a day. Never deleted: people did it.</summary>
public sealed class SolidarityAction
{
    /// <summary>Longest title in one language, in UTF-16 units.</summary>
    public const int TitleLength = 120;

    /// <summary>Longest sentence of what it is for, in one language, in UTF-16 units.</summary>
    public const int LeadLength = 300;

    /// <summary>Longest description of how it is done (Markdown), and longest text to adapt, in one language, in UTF-16 units.</summary>
    public const int TextLength = 6000;

    /// <summary>The highest goal.</summary>
    public const int MostGoal = 1_000_000;

    /// <summary>The row's identifier: the key of the form that made it.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid Id { get; init; }

    /// <summary>Who calls for it.</summary>
    [NotPersonal(Because.Published)]
    public required Guid OrganisationId { get; init; }

    /// <summary>Who calls for it.</summary>
    public Organisation? Organisation { get; init; }

    /// <summary>What it asks for.</summary>
    [NotPersonal(Because.Published)]
    public ActionKind Kind { get; set; }

    /// <summary>What to do, in a few words.</summary>
    [NotPersonal(Because.Published)]
    public LocalText Title { get; set; } = LocalText.Of("");

    /// <summary>What it is for, in one sentence; may be empty.</summary>
    [NotPersonal(Because.Published)]
    public LocalText Lead { get; set; } = LocalText.Of("");

    /// <summary>How it is done, step by step, in Markdown.</summary>
    [NotPersonal(Because.Published)]
    public LocalText Steps { get; set; } = LocalText.Of("");

    /// <summary>A text to adapt, as it is; may be empty.</summary>
    [NotPersonal(Because.Published)]
    public LocalText Draft { get; set; } = LocalText.Of("");

    /// <summary>How many times it is to be done, from 1 to <see cref="MostGoal"/>. More is welcome.</summary>
    [NotPersonal(Because.Published)]
    public int Goal { get; set; }

    /// <summary>The last day on which it counts, by the clocks of Calais.</summary>
    [NotPersonal(Because.Published)]
    public DateOnly Deadline { get; set; }

    /// <summary>The languages in which it can be done (codes of <see cref="SpokenLanguages"/>); none: in any.</summary>
    [NotPersonal(Because.Published)]
    public List<string> Languages { get; set; } = [];

    /// <summary>The campaign it belongs to, or null.</summary>
    [NotPersonal(Because.Published)]
    public Guid? CampaignId { get; set; }

    /// <summary>When its organisers ended it before its day, or null.</summary>
    [NotPersonal(Because.Published)]
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>How many have done it: the rows of <see cref="ActionDone"/>, and those whose account has ended since. Changed by guarded statements only.</summary>
    [NotPersonal(Because.Published)]
    public int Done { get; private set; }

    /// <summary>Raised with every change of the text. A stale copy cannot be saved.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public int Version { get; set; }

    /// <summary>Writes a plan that has no faults into it.</summary>
    internal void Take(ActionPlan plan)
    {
        (Kind, Title, Lead, Steps, Draft) = (plan.Kind, plan.Title, plan.Lead, plan.Steps, plan.Draft);
        (Goal, Deadline, Languages, CampaignId) = (plan.Goal!.Value, plan.Deadline!.Value, [.. plan.Languages], plan.CampaignId);
        Version++;
    }
}
