using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Organisations;
using Portal.Core.Privacy;
using Portal.Core.Shifts;

namespace Portal.Core.Tests.Privacy.Reveals;

/// <summary>A shift at a site whose point is stored, and people who look at it.</summary>
internal static class RevealGround
{
    public const string Point = "Behind the blue gate, rue des Fontinettes";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A shift whose point is open to those who come.</summary>
    public static async Task<Shift> OpenShiftAsync(TestPortal portal, Organisation? organisation = null, double startsInHours = 6)
    {
        var shift = await portal.Data.CreateShiftAsync(organisation, startsIn: TimeSpan.FromHours(startsInHours));
        var setter = await portal.Data.CreateOrganiserAsync(shift.Organisation!);
        Assert.Equal(MovePointOutcome.Moved, await portal.RunAsync<MeetingPointService, MovePointOutcome>(s => s.MoveAsync(setter.Id, shift.SiteId!.Value, Point, Stop)));
        return shift;
    }

    /// <summary>A look of somebody who has just signed in.</summary>
    public static async Task<MeetingPointOutcome> LookAsync(TestPortal portal, Supporter who, Booking booking)
    {
        var session = await portal.Data.CreateSessionAsync(who.Id);
        return await portal.RunAsync<MeetingPointReader, MeetingPointOutcome>(r => r.ReadAsync(who.Id, session, booking.Id, Stop));
    }

    /// <summary>What stands in the record under some names, oldest first.</summary>
    public static Task<List<AuditEntry>> RecordAsync(TestPortal portal, params string[] actions) => portal.Data.RecordAsync(actions);
}
