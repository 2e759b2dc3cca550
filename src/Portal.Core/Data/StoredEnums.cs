using Portal.Core.Accounts;
using Portal.Core.Accounts.Deletion;
using Portal.Core.Accounts.TwoPersons;
using Portal.Core.Actions;
using Portal.Core.Bookings;
using Portal.Core.CallOuts;
using Portal.Core.Circles;
using Portal.Core.Concerns;
using Portal.Core.Ledger.Amounts;
using Portal.Core.Ledger.Imports;
using Portal.Core.Ledger.Income;
using Portal.Core.Ledger.Rounds;
using Portal.Core.Mail;
using Portal.Core.Needs;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Subscriptions;
using Portal.Core.Organisations;
using Portal.Core.Privacy.Reveals;
using Portal.Core.Qualifications;
using Portal.Core.Shifts;
using Portal.Core.Updates;

namespace Portal.Core.Data;

/// <summary>The enums that are stored by name, so that a row can be read without the code. <see cref="MailPriority"/> is stored by number, because it is sorted by, <see cref="DeliveryOutcome"/>, because the higher one wins, and <see cref="StandingDays"/>, of which there may be several at once.</summary>
internal static class StoredEnums
{
    public static IReadOnlyList<Type> All { get; } =
    [
        typeof(CoalitionRoleKind), typeof(DeletionCause), typeof(AttemptKind), typeof(Standing), typeof(MembershipRole), typeof(MembershipState), typeof(QualificationState),
        typeof(ShiftStatus), typeof(Visibility), typeof(BookingMode), typeof(BookingState),
        typeof(MessageState), typeof(Severity), typeof(ChannelEventKind), typeof(SubscriberState), typeof(NewsletterState),
        typeof(SendTiming), typeof(ConsentSource), typeof(Circle), typeof(RevealScope), typeof(TwoPersonKind), typeof(ConcernOutcome), typeof(NeedUrgency), typeof(PledgeState),
        typeof(ActionKind), typeof(IncomeKind), typeof(ShareRule), typeof(AmountLayout), typeof(DateLayout), typeof(CircleState), typeof(CircleStanding),
    ];
}
