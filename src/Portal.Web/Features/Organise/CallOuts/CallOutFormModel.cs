using Portal.Core.CallOuts;
using Portal.Core.Updates.Safety;

namespace Portal.Web.Features.Organise.CallOuts;

/// <summary>The form, and whom it would reach.</summary>
public sealed record CallOutFormModel(CallOutForm Form, CallOutPlan Plan)
{
    /// <summary>What of the line may lead the wrong people somewhere; to be shown once the form came back.</summary>
    public IReadOnlyList<SafetyFinding> Risks { get; init; } = [];
}
