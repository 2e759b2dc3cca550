using Portal.Core.Shifts;

namespace Portal.Web.Tests.Features.Shifts;

/// <summary>Shifts that do not take place.</summary>
internal static class CallingOff
{
    /// <summary>An organiser of its group calls a shift off.</summary>
    public static Task<CancelShiftOutcome> CallOffAsync(this PortalFactory portal, Shift shift) => portal.RunAsync<ShiftPlanService, CancelShiftOutcome>(async plans =>
        await plans.CancelAsync((await portal.Data.CreateOrganiserAsync(shift.Organisation!)).Id, shift.Id, "Storm", TestContext.Current.CancellationToken));
}
