using Microsoft.AspNetCore.Identity;
using Portal.Core.Accounts;
using Portal.Core.Accounts.SecondStep;
using Portal.Core.Accounts.Sessions;
using Portal.Core.Accounts.Suspension;
using Portal.Core.Accounts.TwoPersons;
using Portal.Core.Actions;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Attendance;
using Portal.Core.Bookings.Attendance.Passes;
using Portal.Core.Bookings.Parties;
using Portal.Core.Bookings.Rules;
using Portal.Core.CallOuts;
using Portal.Core.Circles;
using Portal.Core.Concerns;
using Portal.Core.Ledger.Imports;
using Portal.Core.Ledger.Income;
using Portal.Core.Ledger.Rounds;
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
using Portal.Core.Shifts.Series;
using Portal.Core.Updates;
using Portal.Core.Updates.Following;
using Portal.Core.Updates.Pictures;

namespace Portal.Core.Privacy.Export;

/// <summary>
/// What is marked as personal and not told as it is in somebody's own data, each with the reason. A test compares it with the inventory:
/// a new property that concerns a person is told, or stands here.
/// </summary>
internal static class Withheld
{
    private const string Whose = "whose row it is: their own";
    private const string Named = "told by its name";
    private const string Other = "who another person is";
    private const string Apart = "tells of another person, who may need the protection (GDPR, article 15, paragraph 4)";
    private const string Twice = "told once already";
    private const string Key = "a key, a password or a hash, worth nothing but to somebody who means to break in";
    private const string Look = "told as a line of what one did, or of who read one's phone";
    private const string Place = "a place, which endangers others; it is shown where and when it may be";
    private const string Author = "told as a line of what one wrote or did";

    private static readonly Dictionary<(Type Entity, string Property), string> Reasons = new()
    {
        [(typeof(Supporter), nameof(Supporter.UserName))] = Twice,
        [(typeof(Supporter), nameof(Supporter.NormalizedUserName))] = Twice,
        [(typeof(Supporter), nameof(Supporter.NormalizedEmail))] = Twice,
        [(typeof(Supporter), nameof(Supporter.PasswordHash))] = Key,
        [(typeof(Supporter), nameof(Supporter.Phone))] = "told in clear, opened for it",
        [(typeof(Session), nameof(Session.SupporterId))] = Whose,
        [(typeof(Session), nameof(Session.StartedAt))] = "told by its day, as it is shown",
        [(typeof(Session), nameof(Session.SeenAt))] = "told by its day, as it is shown",
        [(typeof(Authenticator), nameof(Authenticator.SupporterId))] = Whose,
        [(typeof(Authenticator), nameof(Authenticator.Sealed))] = Key,
        [(typeof(RecoveryCode), nameof(RecoveryCode.SupporterId))] = Whose,
        [(typeof(TwoPersonRequest), nameof(TwoPersonRequest.SubjectId))] = Whose,
        [(typeof(TwoPersonRequest), nameof(TwoPersonRequest.AskedById))] = Other,
        [(typeof(TwoPersonRequest), nameof(TwoPersonRequest.DecidedById))] = Other,
        [(typeof(AccountSuspension), nameof(AccountSuspension.SupporterId))] = Whose,
        // Who told of a danger must not be found by what an administrator wrote.
        [(typeof(AccountSuspension), nameof(AccountSuspension.Reason))] = "may tell who spoke up, and they may need the protection (GDPR, article 15, paragraph 4); whoever wants to know it asks, and people answer",
        [(typeof(AccountSuspension), nameof(AccountSuspension.SuspendedById))] = Other,
        [(typeof(AccountSuspension), nameof(AccountSuspension.LiftedById))] = Other,
        [(typeof(OrganiserInvitation), nameof(OrganiserInvitation.SupporterId))] = Whose,
        [(typeof(OrganiserInvitation), nameof(OrganiserInvitation.InvitedById))] = Other,
        [(typeof(KeptApart), nameof(KeptApart.OrganisationId))] = Apart,
        [(typeof(KeptApart), nameof(KeptApart.SupporterId))] = Apart,
        [(typeof(KeptApart), nameof(KeptApart.OtherId))] = Apart,
        [(typeof(KeptApart), nameof(KeptApart.NotedById))] = Apart,
        // One's own telling is among one's data: that, when and to whom. Its words are about somebody else, and a file on a phone may be found
        // by whom they are about; what others said about oneself is in nobody's file at all.
        [(typeof(PersonConcern), nameof(PersonConcern.OrganisationId))] = "tells whom a concern is about, to whoever finds the file",
        [(typeof(PersonConcern), nameof(PersonConcern.ReaderOrganisationId))] = Named,
        [(typeof(PersonConcern), nameof(PersonConcern.ReporterId))] = Whose,
        [(typeof(PersonConcern), nameof(PersonConcern.Sealed))] = "what one told about another person, sealed for those chosen to read it (GDPR, article 15, paragraph 4)",
        [(typeof(PersonConcern), nameof(PersonConcern.SealedNote))] = "what others wrote about another person (GDPR, article 15, paragraph 4)",
        [(typeof(PersonConcern), nameof(PersonConcern.TakenById))] = Other,
        [(typeof(PersonConcern), nameof(PersonConcern.Outcome))] = "about another person (GDPR, article 15, paragraph 4)",
        [(typeof(PersonConcern), nameof(PersonConcern.CircleId))] = "tells what a concern is about, to whoever finds the file",
        [(typeof(CircleMember), nameof(CircleMember.SupporterId))] = Whose,
        [(typeof(CircleMember), nameof(CircleMember.CircleId))] = Named,
        [(typeof(SupporterCircle), nameof(SupporterCircle.ProposedById))] = Whose,
        [(typeof(CircleMessage), nameof(CircleMessage.AuthorId))] = Author,
        [(typeof(PointConcern), nameof(PointConcern.SupporterId))] = Whose,
        [(typeof(PointConcern), nameof(PointConcern.OrganisationId))] = Named,
        [(typeof(PointConcern), nameof(PointConcern.DecidedById))] = Other,
        [(typeof(RevealPause), nameof(RevealPause.ById))] = Author,
        [(typeof(Stay), nameof(Stay.SupporterId))] = Whose,
        [(typeof(CoalitionRole), nameof(CoalitionRole.SupporterId))] = Whose,
        [(typeof(Attempt), nameof(Attempt.Subject))] = "a keyed hash of an address, kept for a day; it does not say whose",
        [(typeof(Membership), nameof(Membership.SupporterId))] = Whose,
        [(typeof(Membership), nameof(Membership.OrganisationId))] = Named,
        [(typeof(Membership), nameof(Membership.DecidedById))] = Other,
        [(typeof(Qualification), nameof(Qualification.SupporterId))] = Whose,
        [(typeof(Qualification), nameof(Qualification.KindId))] = Named,
        [(typeof(Qualification), nameof(Qualification.OrganisationId))] = Named,
        [(typeof(Qualification), nameof(Qualification.DecidedById))] = Other,
        [(typeof(Qualification), nameof(Qualification.EarnedById))] = "a training, among one's shifts",
        [(typeof(Booking), nameof(Booking.SupporterId))] = Whose,
        [(typeof(Booking), nameof(Booking.ShiftId))] = Named,
        [(typeof(Booking), nameof(Booking.PositionId))] = Named,
        [(typeof(Booking), nameof(Booking.AssignedById))] = Other,
        [(typeof(Booking), nameof(Booking.HandToId))] = Other,
        [(typeof(BookingChange), nameof(BookingChange.ActorId))] = "told as oneself, the portal or somebody else",
        [(typeof(Acquaintance), nameof(Acquaintance.SupporterId))] = Whose,
        [(typeof(Acquaintance), nameof(Acquaintance.OrganisationId))] = Named,
        [(typeof(Acquaintance), nameof(Acquaintance.VouchedById))] = Other,
        [(typeof(GivenHours), nameof(GivenHours.SupporterId))] = Whose,
        [(typeof(GivenHours), nameof(GivenHours.OrganisationId))] = Named,
        [(typeof(FormOutcome), nameof(FormOutcome.Answer))] = "what a form was answered, kept for a day; the booking says it",
        [(typeof(WalkIn), nameof(WalkIn.Name))] = "about somebody without an account, whom nothing connects with one",
        [(typeof(WalkIn), nameof(WalkIn.VouchedById))] = Author,
        [(typeof(RosterPass), nameof(RosterPass.MadeById))] = Look,
        [(typeof(Party), nameof(Party.LeaderId))] = Whose,
        [(typeof(PartyPlace), nameof(PartyPlace.BookingId))] = "told as when one took the place",
        [(typeof(CallOutAsk), nameof(CallOutAsk.SupporterId))] = Whose,
        [(typeof(Pledge), nameof(Pledge.SupporterId))] = Whose,
        [(typeof(Pledge), nameof(Pledge.By))] = "told as the day it was promised for",
        [(typeof(Arrival), nameof(Arrival.ById))] = Author,
        [(typeof(ClosureNotice), nameof(ClosureNotice.SupporterId))] = Whose,
        [(typeof(ClosureNotice), nameof(ClosureNotice.ToldById))] = Other,
        [(typeof(Subscriber), nameof(Subscriber.NormalizedAddress))] = Twice,
        [(typeof(Subscriber), nameof(Subscriber.AddressHash))] = Key,
        [(typeof(SubscriberTopic), nameof(SubscriberTopic.TopicId))] = Named,
        [(typeof(ChannelMute), nameof(ChannelMute.SupporterId))] = Whose,
        [(typeof(Solidarity), nameof(Solidarity.SupporterId))] = Whose,
        [(typeof(ActionDone), nameof(ActionDone.SupporterId))] = Whose,
        [(typeof(Message), nameof(Message.SupporterId))] = Whose,
        [(typeof(Message), nameof(Message.SubscriberId))] = Whose,
        [(typeof(Message), nameof(Message.Data))] = "identifiers from which the mail was written",
        [(typeof(ProviderEvent), nameof(ProviderEvent.Payload))] = "the delivery service's own words; what they say stands beside each mail",
        [(typeof(AddressStanding), nameof(AddressStanding.AddressHash))] = Key,
        [(typeof(MeetingPoint), nameof(MeetingPoint.Sealed))] = Place,
        [(typeof(JoiningLink), nameof(JoiningLink.Sealed))] = Place,
        [(typeof(ImportRun), nameof(ImportRun.ActorId))] = Whose,
        [(typeof(Shift), nameof(Shift.LeadId))] = Whose,
        [(typeof(ShiftSeries), nameof(ShiftSeries.LeadId))] = "told with each of its shifts",
        [(typeof(AuditEntry), nameof(AuditEntry.Sealed))] = Look,
        [(typeof(AuditEntry), nameof(AuditEntry.ClearActorId))] = Look,
        [(typeof(AuditEntry), nameof(AuditEntry.ClearDetail))] = "may name somebody else",
        [(typeof(CallOut), nameof(CallOut.AuthorId))] = Author,
        [(typeof(Update), nameof(Update.AuthorId))] = Author,
        [(typeof(PlannedUpdate), nameof(PlannedUpdate.AuthorId))] = Author,
        [(typeof(UpdatePicture), nameof(UpdatePicture.UploadedById))] = Author,
        [(typeof(UpdatePicture), nameof(UpdatePicture.ReleasedById))] = Author,
        [(typeof(Newsletter), nameof(Newsletter.AuthorId))] = Author,
        [(typeof(Newsletter), nameof(Newsletter.AskedById))] = Author,
        [(typeof(Newsletter), nameof(Newsletter.ReleasedById))] = Author,
        [(typeof(SubscriberImport), nameof(SubscriberImport.ById))] = Author,
        [(typeof(IncomeEntry), nameof(IncomeEntry.EnteredById))] = Author,
        [(typeof(PaymentImport), nameof(PaymentImport.ById))] = Author,
        [(typeof(PaymentMapping), nameof(PaymentMapping.MadeById))] = Author,
        [(typeof(ShareRound), nameof(ShareRound.OpenedById))] = Author,
        [(typeof(RoundShare), nameof(RoundShare.NeedById))] = Author,
        [(typeof(RoundConfirmation), nameof(RoundConfirmation.ById))] = Author,
        [(typeof(ShareStory), nameof(ShareStory.ById))] = Author,
        [(typeof(SiteClosure), nameof(SiteClosure.ClosedById))] = Author,
        [(typeof(CallRound), nameof(CallRound.ActorId))] = Author,
        [(typeof(CallRound), nameof(CallRound.Reason))] = "may name somebody else",
        [(typeof(IdentityUserClaim<Guid>), nameof(IdentityUserClaim<>.ClaimValue))] = "not in use: the portal keeps none",
        [(typeof(IdentityUserLogin<Guid>), nameof(IdentityUserLogin<>.ProviderKey))] = "not in use: the portal keeps none",
        [(typeof(IdentityUserToken<Guid>), nameof(IdentityUserToken<>.Value))] = Key,
        [(typeof(IdentityUserPasskey<Guid>), nameof(IdentityUserPasskey<>.CredentialId))] = Key,
        [(typeof(IdentityPasskeyData), nameof(IdentityPasskeyData.PublicKey))] = Key,
        [(typeof(IdentityPasskeyData), nameof(IdentityPasskeyData.AttestationObject))] = Key,
        [(typeof(IdentityPasskeyData), nameof(IdentityPasskeyData.ClientDataJson))] = Key,
    };

    /// <summary>All that is withheld.</summary>
    public static IEnumerable<(Type Entity, string Property)> All => Reasons.Keys;

    /// <summary>Whether a property is not told as it is.</summary>
    public static bool Contains(Type entity, string property) => Reasons.ContainsKey((entity, property));
}
