using Microsoft.AspNetCore.Mvc.ModelBinding;
using Portal.Core.Resources;
using Portal.Core.Updates;
using Portal.Core.Updates.Safety;

namespace Portal.Web.Features.Organise.Updates;

/// <summary>Puts a refusal into words, each at its field.</summary>
public sealed class UpdateFaults(Phrasebook texts)
{
    private const int Named = 3;

    /// <summary>Adds all reasons of an outcome to a form, and the first few of what is pointed out in it.</summary>
    public void Tell(ModelStateDictionary form, UpdateOutcome outcome, IReadOnlyList<SafetyFinding> risks)
    {
        if (outcome.Result is UpdateResult.ChangedMeanwhile or UpdateResult.Withdrawn)
        {
            form.AddModelError("", texts[$"Updates.Wrong.{outcome.Result}"]);
        }

        foreach (var fault in outcome.Faults)
        {
            form.AddModelError("Form." + FieldOf(fault), fault == UpdateFault.Unsafe ? texts["Updates.Wrong.Unsafe", Few(risks)] : texts[$"Updates.Wrong.{fault}", LengthOf(fault)]);
        }
    }

    private static string Few(IReadOnlyList<SafetyFinding> risks) =>
        string.Join(", ", risks.Take(Named).Select(risk => risk.Text)) + (risks.Count > Named ? ", …" : "");

    private static string FieldOf(UpdateFault fault) => fault switch
    {
        UpdateFault.TitleMissing or UpdateFault.TitleTooLong => nameof(UpdateForm.Title),
        UpdateFault.Unsafe or UpdateFault.ReasonUnreadable or UpdateFault.ReasonTooLong => nameof(UpdateForm.WhySafe),
        UpdateFault.SeverityUnknown => nameof(UpdateForm.Severity),
        UpdateFault.LanguageUnknown or UpdateFault.LanguageTranslated => nameof(UpdateForm.Language),
        UpdateFault.ChannelUnknown => nameof(UpdateForm.Channel),
        UpdateFault.CampaignUnknown or UpdateFault.CampaignEnded => nameof(UpdateForm.CampaignId),
        UpdateFault.TimePast or UpdateFault.TimeTooFar => nameof(UpdateForm.Day),
        _ => nameof(UpdateForm.Body),
    };

    private static int LengthOf(UpdateFault fault) => fault switch
    {
        UpdateFault.TitleTooLong => Update.TitleLength,
        UpdateFault.ReasonTooLong => UpdateText.ReasonLength,
        _ => Update.BodyLength,
    };
}
