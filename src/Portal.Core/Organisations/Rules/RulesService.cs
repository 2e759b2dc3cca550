using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Privacy;

namespace Portal.Core.Organisations.Rules;

/// <summary>Keeps what an organisation asks of those who come. Who has a place keeps it: rules hold for what is booked from then on.</summary>
public sealed class RulesService(Retry retry, TimeProvider clock)
{
    /// <summary>Keeps the rules of an organisation, as an organiser; which of them changed is on record.</summary>
    public Task<RulesOutcome> KeepAsync(Guid actorId, Guid organisationId, RulesPlan plan, CancellationToken cancellationToken)
    {
        var clean = plan.Cleaned();
        var faults = TextFault.In(nameof(RulesPlan.BeforeYouCome), clean.BeforeYouCome, RulesPlan.TextLength, markdown: true).ToList();
        return faults.Count > 0 || !clean.HasGoodPhone
            ? Task.FromResult(new RulesOutcome(Found: true, faults) { WrongPhone = !clean.HasGoodPhone })
            : retry.RunAsync((db, token) => KeepOnceAsync(db, actorId, organisationId, clean, token), cancellationToken);
    }

    private async Task<RulesOutcome> KeepOnceAsync(PortalDbContext db, Guid actorId, Guid organisationId, RulesPlan plan, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var organisation = await db.Organisations.FirstOrDefaultAsync(o => o.Id == organisationId && db.OrganisedBy(actorId, now).Contains(o.Id), cancellationToken);
        if (organisation is null || !plan.IsInRange)
        {
            return new(Found: false, []);
        }

        var changes = Changes(new(organisation.Rules, organisation.RevealHours, organisation.DutyPhone, organisation.BeforeYouCome) { HelpsOthers = organisation.HelpsOthers }, plan).ToList();
        if (changes.Count > 0)
        {
            (organisation.Rules, organisation.RevealHours, organisation.DutyPhone, organisation.BeforeYouCome) = (plan.Rules, plan.RevealHours, plan.DutyPhone, plan.BeforeYouCome);
            organisation.HelpsOthers = plan.HelpsOthers;
            db.AuditEntries.Add(new AuditEntry
            {
                Id = Ids.New(clock),
                At = now,
                ActorId = actorId,
                Action = "organisation.rules",
                SubjectId = organisationId,
                OrganisationId = organisationId,
                Detail = string.Join("; ", changes),
            });
            await db.SaveChangesAsync(cancellationToken);
        }

        return new(Found: true, []);
    }

    private static IEnumerable<string> Changes(RulesPlan before, RulesPlan after)
    {
        (string Name, object Was, object Is)[] numbers =
        [
            (nameof(BookingRules.AsksForMembership), before.Rules.AsksForMembership, after.Rules.AsksForMembership),
            (nameof(BookingRules.AsksForStays), before.Rules.AsksForStays, after.Rules.AsksForStays),
            (nameof(BookingRules.MinimumStayDays), before.Rules.MinimumStayDays, after.Rules.MinimumStayDays),
            (nameof(BookingRules.TravelMinutes), before.Rules.TravelMinutes, after.Rules.TravelMinutes),
            (nameof(BookingRules.MostHoursADay), before.Rules.MostHoursADay, after.Rules.MostHoursADay),
            (nameof(BookingRules.RestHours), before.Rules.RestHours, after.Rules.RestHours),
            (nameof(RulesPlan.RevealHours), before.RevealHours, after.RevealHours),
            (nameof(RulesPlan.HelpsOthers), before.HelpsOthers, after.HelpsOthers),
        ];
        return numbers.Where(number => !number.Was.Equals(number.Is)).Select(number => FormattableString.Invariant($"{number.Name} {number.Was} -> {number.Is}"))
            .Concat(before.DutyPhone == after.DutyPhone ? [] : [nameof(RulesPlan.DutyPhone)])
            .Concat(Equals(before.BeforeYouCome, after.BeforeYouCome) ? [] : [nameof(RulesPlan.BeforeYouCome)]);
    }
}
