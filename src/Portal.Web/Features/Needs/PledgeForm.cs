using Portal.Core;
using Portal.Core.Needs;

namespace Portal.Web.Features.Needs;

/// <summary>What somebody promises. The rules are the service's, which tells all that is wrong at once.</summary>
public sealed class PledgeForm
{
    /// <summary>So that a double tap promises once.</summary>
    public Guid FormKey { get; set; }

    /// <summary>How much.</summary>
    public int? Amount { get; set; }

    /// <summary>By which day.</summary>
    public DateOnly? By { get; set; }

    /// <summary>A word to the organisers.</summary>
    public string? Word { get; set; }

    /// <summary>An empty form.</summary>
    public static PledgeForm New(TimeProvider clock) => new() { FormKey = Ids.New(clock) };

    /// <summary>The form of a pledge as it stands.</summary>
    public static PledgeForm Of(OwnPledge pledge) => new() { Amount = pledge.Amount, By = pledge.By, Word = pledge.Word };

    /// <summary>What was written.</summary>
    public PledgePlan ToPlan() => new(Amount ?? 0, By, Word);
}

/// <summary>A need on its own page.</summary>
/// <param name="Own">What the reader has promised of it; null for nothing.</param>
/// <param name="Today">The day in Calais.</param>
public sealed record NeedModel(NeedCard Need, PledgeForm Form, OwnPledge? Own, DateOnly Today);

/// <summary>The page on which one changes what one has promised.</summary>
public sealed record OwnPledgeModel(OwnPledge Pledge, PledgeForm Form, DateOnly Today);
