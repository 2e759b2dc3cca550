using Portal.Core.Accounts;
using Portal.Core.Accounts.AddressChanges;
using Portal.Core.Accounts.Deletion;
using Portal.Core.Accounts.SecondStep;
using Portal.Core.Accounts.Sessions;
using Portal.Core.Accounts.Suspension;
using Portal.Core.Accounts.TwoPersons;
using Portal.Core.Actions;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Attendance;
using Portal.Core.Bookings.Parties;
using Portal.Core.Bookings.Rules;
using Portal.Core.CallOuts;
using Portal.Core.Circles;
using Portal.Core.Concerns;
using Portal.Core.Mail;
using Portal.Core.Needs;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Subscriptions;
using Portal.Core.Organisations;
using Portal.Core.Organisations.Appointments;
using Portal.Core.Organisations.Closures;
using Portal.Core.Privacy.Reveals;
using Portal.Core.Qualifications;
using Portal.Core.Shifts;
using Portal.Core.Shifts.Files;
using Portal.Core.Updates;
using Portal.Core.Updates.Following;

namespace Portal.Core.Privacy.Export;

/// <summary>Every section that is read from rows about somebody, in the order in which they read them.</summary>
internal static class ExportSections
{
    /// <summary>The table. A new entity that concerns a person is a line here.</summary>
    public static IReadOnlyList<OwnRows> All { get; } =
    [
        OwnRows.Of<Supporter>("Account", (_, me) => s => s.Id == me, (_, names) => [new("Phone", names.Phone)]),
        OwnRows.Of<LastVisit>("Visits", (_, me) => v => v.SupporterId == me),
        OwnRows.Of<AccountDeletion>("Deletion", (_, me) => d => d.SupporterId == me),
        OwnRows.Of<AddressChange>("AddressChanges", (_, me) => c => c.SupporterId == me, (c, _) => [new("AskedAt", c.AskedAt)]),
        OwnRows.Of<Membership>("Memberships", (_, me) => m => m.SupporterId == me, (m, names) =>
            [names.Name("Organisation", m.OrganisationId), new("RequestedAt", m.RequestedAt), new("DecidedAt", m.DecidedAt), new("EndsAt", m.EndsAt)]),
        OwnRows.Of<CircleMember>("Circles", (_, me) => m => m.SupporterId == me, (m, names) => [names.Name("Circle", m.CircleId)]),
        OwnRows.Of<SupporterCircle>("CirclesProposed", (_, me) => c => c.ProposedById == me, (c, _) => [new("Name", c.Name), new("Purpose", c.Purpose), new("At", c.ProposedAt)]),
        OwnRows.Of<CoalitionRole>("Roles", (_, me) => r => r.SupporterId == me, (r, _) => [new("Since", r.GrantedAt), new("EndsAt", r.EndsAt)]),
        OwnRows.Of<Authenticator>("Authenticator", (_, me) => a => a.SupporterId == me, (a, _) => [new("Since", a.ConfirmedAt ?? a.MadeAt)]),
        OwnRows.Of<TwoPersonRequest>("TwoPersons", (_, me) => r => r.SubjectId == me, (r, _) => [new("AskedAt", r.AskedAt), new("What", r.Kind), new("DecidedAt", r.DecidedAt)]),
        OwnRows.Of<AccountSuspension>("Suspensions", (_, me) => s => s.SupporterId == me),
        OwnRows.Of<PersonConcern>("ConcernsTold", (_, me) => c => c.ReporterId == me, (c, names) => [names.Name("ReadBy", c.ReaderOrganisationId ?? Guid.Empty)]),
        OwnRows.Of<OrganiserInvitation>("Invitations", (_, me) => i => i.SupporterId == me, (i, names) => [names.Name("Organisation", i.OrganisationId), new("AskedAt", i.InvitedAt), new("DecidedAt", i.DecidedAt)]),
        OwnRows.Of<PointConcern>("PointConcerns", (_, me) => c => c.SupporterId == me, (c, names) => [names.Name("Organisation", c.OrganisationId)]),
        OwnRows.Of<Acquaintance>("KnownTo", (_, me) => a => a.SupporterId == me, (a, names) => [names.Name("Organisation", a.OrganisationId), new("Since", a.Since)]),
        OwnRows.Of<Qualification>("Qualifications", (_, me) => q => q.SupporterId == me, (q, names) =>
            [names.Name("Qualification", q.KindId), names.Name("Organisation", q.OrganisationId), new("RequestedAt", q.RequestedAt), new("DecidedAt", q.DecidedAt)]),
        OwnRows.Of<Stay>("Stays", (_, me) => s => s.SupporterId == me),
        OwnRows.Of<Booking>("Bookings", (_, me) => b => b.SupporterId == me, (b, names) => [.. names.Shift(b.ShiftId), names.Name("Position", b.PositionId)]),
        OwnRows.Of<BookingChange>("BookingChanges", (db, me) => c => db.Bookings.Any(b => b.Id == c.BookingId && b.SupporterId == me), (c, names) =>
            [.. names.ShiftOf(c.BookingId).Where(f => f.Name is "Activity" or "StartsAt"), new("At", c.At), new("By", c.ActorId == names.Me ? Doer.You : c.ActorId is null ? Doer.Portal : Doer.SomebodyElse)]),
        OwnRows.Of<PartyPlace>("GroupPlaces", (db, me) => p => db.Bookings.Any(b => b.Id == p.BookingId && b.SupporterId == me), (p, names) =>
            [.. names.ShiftOf(p.BookingId!.Value).Where(f => f.Name is "Activity" or "StartsAt"), new("At", p.ClaimedAt)]),
        OwnRows.Of<GivenHours>("Hours", (_, me) => h => h.SupporterId == me, (h, names) => [names.Name("Organisation", h.OrganisationId)]),
        OwnRows.Of<Shift>("Led", (_, me) => s => s.LeadId == me, (s, names) => names.Shift(s.Id)),
        OwnRows.Of<Party>("Groups", (_, me) => p => p.LeaderId == me, (p, names) => [names.Name("Organisation", p.OrganisationId), new("At", p.CreatedAt)]),
        OwnRows.Of<CallOutAsk>("CallOuts", (_, me) => a => a.SupporterId == me, (a, _) => [new("At", a.AskAt)]),
        OwnRows.Of<Pledge>("Pledges", (_, me) => p => p.SupporterId == me, (p, names) => [names.Name("Need", p.NeedId), new("ForDay", p.By), new("At", p.CreatedAt), new("ArrivedAmount", p.Arrived)]),
        OwnRows.Of<ClosureNotice>("Closures", (_, me) => n => n.SupporterId == me, (n, names) => [.. names.ShiftOf(n.BookingId).Where(f => f.Name is "Activity" or "StartsAt")]),
        OwnRows.Of<Subscriber>("Newsletter", (db, me) => Mine.Subscription(db, me)),
        OwnRows.Of<SubscriberTopic>("Topics", (db, me) => t => db.Subscribers.Where(Mine.Subscription(db, me)).Any(s => s.Id == t.SubscriberId), (t, names) => [names.Name("Topic", t.TopicId)]),
        OwnRows.Of<ChannelMute>("Muted", (_, me) => m => m.SupporterId == me),
        OwnRows.Of<Solidarity>("Solidarity", (_, me) => s => s.SupporterId == me, (s, _) => [new("Link", $"/updates/{s.UpdateId}")]),
        OwnRows.Of<ActionDone>("Actions", (_, me) => d => d.SupporterId == me, (d, _) => [new("Link", $"/actions/{d.ActionId}")]),
        OwnRows.Of<Message>("Mail", (db, me) => m => m.SupporterId == me || db.Subscribers.Where(Mine.Subscription(db, me)).Any(s => s.Id == m.SubscriberId), (m, _) => [new("At", m.CreatedAt)]),
        OwnRows.Of<Session>("Sessions", (_, me) => s => s.SupporterId == me, (s, _) => [new("Started", DateOnly.FromDateTime(s.StartedAt.UtcDateTime)), new("Seen", DateOnly.FromDateTime(s.SeenAt.UtcDateTime))]),
        OwnRows.Of<ImportRun>("Imports", (_, me) => r => r.ActorId == me, (r, _) => [new("At", r.BeganAt), new("Shifts", r.Shifts)]),
    ];

    /// <summary>Entities whose rows are told by a section of their own making.</summary>
    public static IReadOnlyList<Type> ToldElsewhere { get; } = [typeof(Microsoft.AspNetCore.Identity.IdentityPasskeyData), typeof(AddressStanding)];
}

/// <summary>Who changed a booking; others are not named.</summary>
internal enum Doer
{
    You,
    Portal,
    SomebodyElse,
}
