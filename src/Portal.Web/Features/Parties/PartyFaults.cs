using Microsoft.AspNetCore.Mvc.ModelBinding;
using Portal.Core.Bookings.Parties;
using Portal.Core.Resources;
using Portal.Core.Shifts;
using Portal.Web.Features.Shared;

namespace Portal.Web.Features.Parties;

/// <summary>Says why places cannot be held for a group, at the fields of the form.</summary>
public sealed class PartyFaults(Phrasebook texts, TimeWords words)
{
    /// <summary>Adds a sentence for each fault.</summary>
    public void AddTo(ModelStateDictionary state, PartyOffer offer, IEnumerable<HoldFault> faults)
    {
        foreach (var fault in faults)
        {
            var field = fault.Kind is HoldFaultKind.NameMissing or HoldFaultKind.NameTooLong or HoldFaultKind.NameUnreadable ? $"{nameof(PartyFormModel.Form)}.{nameof(PartyForm.Name)}"
                : fault.PositionId is { } position ? $"{nameof(PartyFormModel.Form)}.{nameof(PartyForm.Places)}[{position}]"
                : "";
            state.AddModelError(field, Sentence(fault, offer.Organisation.Name, offer.Shifts.FirstOrDefault(s => s.Positions.Any(p => p.Id == fault.PositionId))?.Zone, offer.AsOf));
        }
    }

    /// <summary>One reason in words.</summary>
    /// <param name="zone">The zone of the shift it is about.</param>
    public string Sentence(HoldFault fault, string organisation, TimeZoneInfo? zone, DateTimeOffset now) => fault switch
    {
        { Obstacle: { At: { } at } obstacle } => texts[$"Shifts.Obstacle.{obstacle.Kind}", words.Moment(at, zone ?? TimeWords.Calais, now)],
        { Obstacle: { } obstacle } => texts[$"Shifts.Obstacle.{obstacle.Kind}", organisation],
        { Kind: HoldFaultKind.NotEnough, Number: 0 } => texts["Parties.Fault.NoneLeft"],
        { Kind: HoldFaultKind.NotEnough } => texts.Count("Parties.Fault.NotEnough", fault.Number),
        { Kind: HoldFaultKind.NotKnown } => texts["Parties.Fault.NotKnown", organisation],
        _ => texts[$"Parties.Fault.{fault.Kind}", fault.Number],
    };
}
