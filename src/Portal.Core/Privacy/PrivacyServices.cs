using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Portal.Core.Accounts.AddressChanges;
using Portal.Core.Accounts.Deletion;
using Portal.Core.Accounts.SecondStep;
using Portal.Core.Accounts.Sessions;
using Portal.Core.Accounts.Suspension;
using Portal.Core.Accounts.TwoPersons;
using Portal.Core.Bookings.Attendance;
using Portal.Core.Bookings.Attendance.Passes;
using Portal.Core.Bookings.Parties;
using Portal.Core.Circles;
using Portal.Core.Concerns;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Mail.Events;
using Portal.Core.Organisations.Appointments;
using Portal.Core.Privacy.Audit;
using Portal.Core.Privacy.Consent;
using Portal.Core.Privacy.Export;
using Portal.Core.Privacy.Retention;
using Portal.Core.Shifts.Files;

namespace Portal.Core.Privacy;

/// <summary>The master key, and the keys of cookies and tokens that it wraps: in the database, so that all processes share them.</summary>
internal static class PrivacyServices
{
    public static void AddSecrets(this IServiceCollection services)
    {
        services.AddOptions<SecretsOptions>().BindConfiguration("Secrets").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<SecretsOptions>, SecretsValidation>();

        services.AddSingleton<KeyChange>();
        services.AddDataProtection().SetApplicationName("Portal").PersistKeysToDbContext<PortalDbContext>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>, WrappedKeys>();
    }

    /// <summary>The record of who looked at what: marked row by row, sealed, and checked.</summary>
    public static void AddAudit(this IServiceCollection services)
    {
        services.AddOptions<AuditOptions>().BindConfiguration("Audit");
        services.AddSingleton<AuditBoxes>();
        services.AddSingleton<AuditMacs>();
        services.AddSingleton<SealMacs>();
        services.AddSingleton<SealsFile>();
        services.AddSingleton<AuditSealer>();
        services.AddScoped<AuditVerifier>();
        services.AddSingleton<Pseudonyms>();
        services.AddSingleton<AuditQueries>();
        services.AddSingleton<AuditDigest>();
        services.AddScoped<ILetterWriter, AuditDigestLetter>();
    }

    /// <summary>What people may ask about their data: all of it, and what they agreed to.</summary>
    public static void AddRights(this IServiceCollection services)
    {
        services.AddScoped<PersonalData>();
        services.AddScoped<ExportFile>();
        services.AddScoped<Consents>();
        services.AddSingleton<PrivacyTable>();
        services.AddSingleton<Register>();
    }

    /// <summary>How long everything is kept, in one table.</summary>
    public static void AddRetention(this IServiceCollection services)
    {
        services.AddScoped<RetentionService>();
        services.AddSingleton<OldRows>();
        services.AddScoped<OldBookings>();
        services.AddRetention<SessionService>("sessions", (sessions, stop) => sessions.ForgetAsync(stop));
        services.AddRetention<SecondStepService>("secrets of authenticators that were never used", (steps, stop) => steps.ForgetAsync(stop));
        services.AddRetention<CoalitionRoles>("what two people decided", (roles, stop) => roles.ForgetAsync(stop));
        services.AddRetention<SuspensionService>("suspensions that were lifted", (suspensions, stop) => suspensions.ForgetAsync(stop));
        services.AddRetention<AppointmentService>("invitations to organise", (invitations, stop) => invitations.ForgetAsync(stop));
        services.AddRetention<OldRows>("attempts", (rows, stop) => rows.AttemptsAsync(stop));
        services.AddRetention<AddressChangeService>("asked addresses", (changes, stop) => changes.ForgetAsync(stop));
        services.AddRetention<OldAccounts>("unconfirmed accounts", (accounts, stop) => accounts.UnconfirmedAsync(stop));
        services.AddRetention<OldAccounts>("accounts not used any more", (accounts, stop) => accounts.IdleAsync(stop));
        services.AddRetention<OldBookings>("bookings", (bookings, stop) => bookings.ForgetAsync(stop));
        services.AddRetention<OldBookings>("numbers of former accounts", (bookings, stop) => bookings.ForgetEmptyAccountsAsync(stop));
        services.AddRetention<OldRows>("leads of shifts", (rows, stop) => rows.LeadsAsync(stop));
        services.AddRetention<OldRows>("who vouched for walk-ins", (rows, stop) => rows.VouchersAsync(stop));
        services.AddRetention<OldRows>("who brought addresses", (rows, stop) => rows.ImportersAsync(stop));
        services.AddRetention<OldRows>("closures", (rows, stop) => rows.ClosuresAsync(stop));
        services.AddRetention<OldRows>("ended subscriptions", (rows, stop) => rows.SubscriptionsAsync(stop));
        services.AddRetention<OldRows>("troubles of addresses", (rows, stop) => rows.StandingsAsync(stop));
        services.AddRetention<OldRows>("stays", (rows, stop) => rows.StaysAsync(stop));
        services.AddRetention<WalkIns>("names of walk-ins", (walkIns, stop) => walkIns.EraseNamesAsync(stop));
        services.AddRetention<RosterPasses>("roster passes", (passes, stop) => passes.ForgetAsync(stop));
        services.AddRetention<PartyLapses>("groups", (parties, stop) => parties.ForgetAsync(stop));
        services.AddRetention<ImportRuns>("imports", (runs, stop) => runs.ForgetAsync(stop));
        services.AddRetention<OldRows>("joining links", (rows, stop) => rows.LinksAsync(stop));
        services.AddRetention<OldRows>("phones", (rows, stop) => rows.PhonesAsync(stop));
        services.AddRetention<OldRows>("questions of call-outs", (rows, stop) => rows.AsksAsync(stop));
        services.AddRetention<OldRows>("pauses", (rows, stop) => rows.PausesAsync(stop));
        services.AddRetention<OldRows>("concerns about meeting points", (rows, stop) => rows.ConcernsAsync(stop));
        services.AddRetention<ConcernTelling>("concerns about people", (concerns, stop) => concerns.ForgetAsync(stop));
        services.AddRetention<CircleRest>("circles that were declined, who left them, and messages in them", (circles, stop) => circles.ForgetAsync(stop));
        services.AddRetention<EventApplication>("provider's events", (events, stop) => events.ForgetAsync(stop));
        services.AddRetention<OldRows>("data of mail", (rows, stop) => rows.MailDataAsync(stop));
        services.AddRetention<OldRows>("mail", (rows, stop) => rows.MailAsync(stop));
        services.AddRetention<AuditSealer>("lines of the record", (sealer, stop) => sealer.CutAsync(stop));
    }
}
