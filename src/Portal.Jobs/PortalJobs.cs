using Portal.Jobs.Accounts;
using Portal.Jobs.Bookings;
using Portal.Jobs.Circles;
using Portal.Jobs.Mail;
using Portal.Jobs.Needs;
using Portal.Jobs.Newsletters;
using Portal.Jobs.Organisations;
using Portal.Jobs.Privacy;
using Portal.Jobs.Qualifications;
using Portal.Jobs.Shifts;
using Portal.Jobs.Updates;

namespace Portal.Jobs;

/// <summary>Every job of the portal, in one table. A new one is a class and a line here.</summary>
public static class PortalJobs
{
    /// <summary>The table.</summary>
    public static IReadOnlyList<PortalJob> All { get; } =
    [
        PortalJob.Of<DispatchMailJob>("dispatch-mail", seconds: 10),
        PortalJob.Of<ResolveInDoubtJob>("resolve-in-doubt", seconds: 60),
        PortalJob.Of<ApplyEventsJob>("apply-provider-events", seconds: 60),
        PortalJob.Of<DueRemindersJob>("due-reminders", seconds: 60),
        PortalJob.Of<LapsedBookingsJob>("lapsed-bookings", seconds: 60),
        PortalJob.Of<CompleteShiftsJob>("complete-shifts", seconds: 300),
        PortalJob.Of<GroupPlacesJob>("group-places", seconds: 60),
        PortalJob.Of<ExpiryNoticesJob>("expiry-notices", seconds: 3600),
        PortalJob.Of<WelcomeJob>("welcome", seconds: 3600),
        PortalJob.Of<NeedsJob>("needs", seconds: 3600),
        PortalJob.Of<CirclesRestJob>("circles-rest", seconds: 3600),
        PortalJob.Of<RoleEndsJob>("role-ends", seconds: 600),
        PortalJob.Of<FreezeNewslettersJob>("freeze-newsletters", seconds: 10),
        PortalJob.Of<DispatchNewslettersJob>("dispatch-newsletters", seconds: 10),
        PortalJob.Of<PublishPlannedUpdatesJob>("publish-planned-updates", seconds: 15),
        PortalJob.Of<SealAuditJob>("seal-audit", seconds: 60),
        PortalJob.Of<AuditDigestJob>("audit-digest", seconds: 3600),
        PortalJob.Of<EraseAccountsJob>("erase-accounts", seconds: 60),
        PortalJob.Of<ReleasePlacesJob>("release-places", seconds: 60),
        PortalJob.Of<RetentionJob>("retention", seconds: 3600),
        PortalJob.Of<MakeSeriesJob>("make-series", seconds: 600),
    ];
}
