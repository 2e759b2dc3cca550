using Portal.Core;
using Portal.Core.CallOuts;
using Portal.Core.Resources;

namespace Portal.Web.Features.Organise.CallOuts;

/// <summary>What an organiser fills in to call for people. The rules are the service's, which tells all that is wrong at once.</summary>
public sealed class CallOutForm
{
    /// <summary>The one line.</summary>
    public string? Line { get; set; }

    /// <summary>The language it is written in.</summary>
    public string? Language { get; set; } = Languages.Default;

    /// <summary>How many are looked for.</summary>
    public int? Wanted { get; set; }

    /// <summary>How far it reaches.</summary>
    public Circle Circle { get; set; }

    /// <summary>Why what was pointed out in it may stay.</summary>
    public string? WhySafe { get; set; }

    /// <summary>So that a double tap asks once.</summary>
    public Guid FormKey { get; set; }

    /// <summary>A form for what a position lacks, to the nearest circle in which there is anybody.</summary>
    public static CallOutForm For(CallOutPlan plan, TimeProvider clock, string language) => new()
    {
        FormKey = Ids.New(clock),
        Language = Languages.Known(language),
        Wanted = plan.Missing,
        Circle = plan.Reach.Circles is [var nearest, ..] ? nearest : Circle.InTheRegion,
    };

    /// <summary>What was written.</summary>
    public CallOutText Text() => new(Line ?? "", Language ?? "", Wanted ?? 0, Circle, WhySafe);
}
