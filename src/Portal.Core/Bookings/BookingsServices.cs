using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Accounts;
using Portal.Core.Bookings.Attendance;
using Portal.Core.Bookings.Calendars;
using Portal.Core.Bookings.Letters;
using Portal.Core.Bookings.Reminders;
using Portal.Core.Bookings.Rules;
using Portal.Core.Bookings.Waiting;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Organisations;
using Portal.Core.Organisations.Activities;
using Portal.Core.Organisations.Answers;
using Portal.Core.Organisations.Closures;
using Portal.Core.Organisations.Letters;
using Portal.Core.Organisations.People;
using Portal.Core.Organisations.Rules;
using Portal.Core.Privacy;
using Portal.Core.Qualifications;
using Portal.Core.Qualifications.Letters;
using Portal.Core.Shifts;
using Portal.Core.Shifts.Changes;
using Portal.Core.Shifts.Files;
using Portal.Core.Shifts.Series;

namespace Portal.Core.Bookings;

/// <summary>Shifts, bookings, organisations and meeting points.</summary>
internal static class BookingsServices
{
    public static IServiceCollection AddBookings(this IServiceCollection services)
    {
        services.AddSingleton<Retry>();
        services.AddSingleton<PlaceGuard>();
        services.AddSingleton<Placement>();
        services.AddSingleton<WaitingList>();
        services.AddSingleton<Promotion>();
        services.AddSingleton<Offers>();
        services.AddSingleton<Lapses>();
        services.AddSingleton<Withdrawals>();
        services.AddSingleton<RequestAnswers>();
        services.AddSingleton<Assignments>();
        services.AddSingleton<ShiftHints>();
        services.AddSingleton<ComingShifts>();
        services.AddSingleton<Alternatives>();
        services.AddSingleton<BookingMail>();
        services.AddSingleton<BookingService>();
        services.AddSingleton<CheckInService>();
        services.AddSingleton<CheckInCodes>();
        services.AddSingleton<SelfCheckIn>();
        services.AddSingleton<WalkIns>();
        services.AddSingleton<CompletionService>();
        services.AddSingleton<RosterNotes>();
        services.AddSingleton<ReminderService>();
        services.AddSingleton<ShiftCancellation>();
        services.AddSingleton<ShiftPlanService>();
        services.AddSingleton<ChangedBookings>();
        services.AddSingleton<ChangePositions>();
        services.AddSingleton<ChangeAftermath>();
        services.AddSingleton<LetterExamples>();
        services.AddSingleton<ShiftChangeService>();
        services.AddSingleton<ShiftReinstatement>();
        services.AddSingleton<SiteClosureService>();
        services.AddSingleton<CallRounds>();
        services.AddSingleton<PhoneService>();
        services.AddScoped<ClosureQueries>();
        services.AddScoped<ShiftChangeQueries>();
        services.AddSingleton<UnbookedShifts>();
        services.AddSingleton<SeriesMaking>();
        services.AddSingleton<SeriesService>();
        services.AddSingleton<SeriesChanges>();
        services.AddSingleton<SeriesEnding>();
        services.AddSingleton<ShiftCopies>();
        services.AddSingleton<ManyShifts>();
        services.AddSingleton<ShiftImport>();

        services.AddSingleton<QualificationNames>();
        services.AddSingleton<QualificationService>();
        services.AddSingleton<QualificationGrants>();
        services.AddSingleton<QualificationMail>();
        services.AddSingleton<DirectGrants>();
        services.AddSingleton<KindService>();
        services.AddSingleton<ActivityService>();
        services.AddScoped<ActivityQueries>();
        services.AddSingleton<RulesService>();
        services.AddSingleton<JoinConditions>();
        services.AddScoped<RulesQueries>();
        services.AddSingleton<ExpiryNotices>();
        services.AddScoped<ILetterWriter, QualificationGrantedLetterWriter>();
        services.AddScoped<ILetterWriter, QualificationEndedLetterWriter>();
        services.AddScoped<ILetterWriter, QualificationEndsLetterWriter>();
        services.AddSingleton<MembershipService>();
        services.AddSingleton<MemberRoles>();
        services.AddSingleton<MembershipEnding>();
        services.AddScoped<MemberQueries>();
        services.AddScoped<ILetterWriter, MembershipRoleLetterWriter>();
        services.AddScoped<ILetterWriter, MembershipEndedLetterWriter>();
        services.AddSingleton<StayService>();
        services.AddScoped<QualificationQueries>();
        services.AddScoped<WaitingQueries>();
        services.AddSingleton<WaitingMail>();
        services.AddScoped<ILetterWriter, WaitingLetterWriter>();
        services.AddScoped<ILetterWriter, MembershipAnsweredLetterWriter>();

        services.AddScoped<PersonQueries>();
        services.AddScoped<BookingQueries>();
        services.AddScoped<OfferQueries>();
        services.AddSingleton<CalendarFeedService>();
        services.AddScoped<CalendarQueries>();
        services.AddScoped<AssignmentQueries>();
        services.AddScoped<RosterQueries>();
        services.AddScoped<HoursQueries>();
        services.AddScoped<ShiftQueries>();
        services.AddScoped<ShiftPlanQueries>();
        services.AddScoped<SeriesQueries>();
        services.AddScoped<ShiftExport>();
        services.AddScoped<OrganisationQueries>();

        services.AddScoped<ShiftWords>();
        services.AddScoped<ILetterWriter, BookingConfirmedLetterWriter>();
        services.AddScoped<ILetterWriter, PlaceGivenBackLetterWriter>();
        services.AddScoped<ILetterWriter, ShiftCancelledLetterWriter>();
        services.AddScoped<ILetterWriter, ReminderLetterWriter>();
        services.AddScoped<ILetterWriter, PointMovedLetterWriter>();
        services.AddScoped<ILetterWriter, PlaceOfferedLetterWriter>();
        services.AddScoped<ILetterWriter, PlaceAssignedLetterWriter>();
        services.AddScoped<ILetterWriter, PlaceOpenLetterWriter>();
        services.AddScoped<ILetterWriter, BookingLapsedLetterWriter>();
        services.AddScoped<ILetterWriter, BookingRelievedLetterWriter>();
        services.AddScoped<ILetterWriter, ShiftChangedLetterWriter>();
        services.AddScoped<ILetterWriter, PlaceWithdrawnLetterWriter>();

        services.AddSingleton<MasterKey>();
        services.AddSingleton<Vault>();
        services.AddSingleton<MeetingPointReader>();
        services.AddSingleton<MeetingPointService>();
        return services;
    }
}
