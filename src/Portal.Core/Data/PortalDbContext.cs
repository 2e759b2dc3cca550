using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
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
using Portal.Core.Bookings.Attendance.Passes;
using Portal.Core.Bookings.Calendars;
using Portal.Core.Bookings.Parties;
using Portal.Core.Bookings.Reminders;
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
using Portal.Core.Newsletters.Editions;
using Portal.Core.Newsletters.Sending;
using Portal.Core.Newsletters.Subscriptions;
using Portal.Core.Organisations;
using Portal.Core.Organisations.Appointments;
using Portal.Core.Organisations.Closures;
using Portal.Core.Privacy;
using Portal.Core.Privacy.Audit;
using Portal.Core.Privacy.Reveals;
using Portal.Core.Qualifications;
using Portal.Core.Shifts;
using Portal.Core.Shifts.Files;
using Portal.Core.Shifts.Series;
using Portal.Core.Telemetry;
using Portal.Core.Updates;
using Portal.Core.Updates.Following;
using Portal.Core.Updates.Pictures;

namespace Portal.Core.Data;

/// <summary>The one model, on either database. Differences live in the two contexts below it and their migrations.</summary>
public abstract class PortalDbContext(DbContextOptions options)
    : IdentityUserContext<Supporter, Guid, IdentityUserClaim<Guid>, IdentityUserLogin<Guid>, IdentityUserToken<Guid>, IdentityUserPasskey<Guid>>(options), IDataProtectionKeyContext
{
    /// <summary>People with an account; the same as <c>Users</c>.</summary>
    public DbSet<Supporter> Supporters => Users;

    public DbSet<SupporterLock> SupporterLocks => Set<SupporterLock>();

    public DbSet<EmailCode> EmailCodes => Set<EmailCode>();

    public DbSet<AddressChange> AddressChanges => Set<AddressChange>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<LastVisit> LastVisits => Set<LastVisit>();

    public DbSet<AccountDeletion> AccountDeletions => Set<AccountDeletion>();

    public DbSet<Authenticator> Authenticators => Set<Authenticator>();

    public DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();

    public DbSet<TwoPersonRequest> TwoPersonRequests => Set<TwoPersonRequest>();

    public DbSet<AccountSuspension> AccountSuspensions => Set<AccountSuspension>();

    public DbSet<Attempt> Attempts => Set<Attempt>();

    public DbSet<CoalitionRole> CoalitionRoles => Set<CoalitionRole>();

    public DbSet<Organisation> Organisations => Set<Organisation>();

    public DbSet<Membership> Memberships => Set<Membership>();

    /// <summary>Invitations to organise.</summary>
    public DbSet<OrganiserInvitation> OrganiserInvitations => Set<OrganiserInvitation>();

    public DbSet<JoinCondition> JoinConditions => Set<JoinCondition>();

    public DbSet<QualificationKind> QualificationKinds => Set<QualificationKind>();

    public DbSet<Qualification> Qualifications => Set<Qualification>();

    public DbSet<Stay> Stays => Set<Stay>();

    public DbSet<Activity> Activities => Set<Activity>();

    public DbSet<Site> Sites => Set<Site>();

    public DbSet<SiteClosure> SiteClosures => Set<SiteClosure>();

    public DbSet<ClosureNotice> ClosureNotices => Set<ClosureNotice>();

    public DbSet<CallRound> CallRounds => Set<CallRound>();

    public DbSet<MeetingPoint> MeetingPoints => Set<MeetingPoint>();

    public DbSet<JoiningLink> JoiningLinks => Set<JoiningLink>();

    public DbSet<DataKey> DataKeys => Set<DataKey>();

    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    public DbSet<AuditSeal> AuditSeals => Set<AuditSeal>();

    public DbSet<RevealPause> RevealPauses => Set<RevealPause>();

    public DbSet<PointConcern> PointConcerns => Set<PointConcern>();

    public DbSet<PersonConcern> PersonConcerns => Set<PersonConcern>();

    public DbSet<Shift> Shifts => Set<Shift>();

    public DbSet<ImportRun> ImportRuns => Set<ImportRun>();

    public DbSet<ShiftSeries> ShiftSeries => Set<ShiftSeries>();

    public DbSet<Position> Positions => Set<Position>();

    public DbSet<Booking> Bookings => Set<Booking>();

    public DbSet<CalendarFeed> CalendarFeeds => Set<CalendarFeed>();

    public DbSet<BookingChange> BookingChanges => Set<BookingChange>();

    public DbSet<GivenHours> GivenHours => Set<GivenHours>();

    public DbSet<WalkIn> WalkIns => Set<WalkIn>();

    public DbSet<RosterPass> RosterPasses => Set<RosterPass>();

    public DbSet<Party> Parties => Set<Party>();

    public DbSet<PartyPlace> PartyPlaces => Set<PartyPlace>();

    public DbSet<Acquaintance> Acquaintances => Set<Acquaintance>();

    public DbSet<KeptApart> KeptApart => Set<KeptApart>();

    public DbSet<FormOutcome> FormOutcomes => Set<FormOutcome>();

    public DbSet<ReminderRule> ReminderRules => Set<ReminderRule>();

    public DbSet<Message> Messages => Set<Message>();

    public DbSet<MailSwitch> MailSwitches => Set<MailSwitch>();

    public DbSet<ProviderEvent> ProviderEvents => Set<ProviderEvent>();

    public DbSet<AddressStanding> AddressStandings => Set<AddressStanding>();

    public DbSet<JobReport> JobReports => Set<JobReport>();

    public DbSet<Campaign> Campaigns => Set<Campaign>();

    public DbSet<Update> Updates => Set<Update>();

    public DbSet<UpdateTranslation> UpdateTranslations => Set<UpdateTranslation>();

    public DbSet<PlannedUpdate> PlannedUpdates => Set<PlannedUpdate>();

    public DbSet<Solidarity> Solidarities => Set<Solidarity>();

    public DbSet<UpdatePicture> UpdatePictures => Set<UpdatePicture>();

    /// <summary>Things to do from anywhere.</summary>
    public DbSet<SolidarityAction> SolidarityActions => Set<SolidarityAction>();

    public DbSet<ActionDone> ActionsDone => Set<ActionDone>();

    public DbSet<CallOut> CallOuts => Set<CallOut>();

    public DbSet<CallOutAsk> CallOutAsks => Set<CallOutAsk>();

    public DbSet<Need> Needs => Set<Need>();

    public DbSet<Pledge> Pledges => Set<Pledge>();

    public DbSet<Arrival> Arrivals => Set<Arrival>();

    public DbSet<SupporterCircle> Circles => Set<SupporterCircle>();

    public DbSet<CircleMember> CircleMembers => Set<CircleMember>();

    public DbSet<CircleMessage> CircleMessages => Set<CircleMessage>();

    public DbSet<Channel> Channels => Set<Channel>();

    public DbSet<ChannelEvent> ChannelEvents => Set<ChannelEvent>();

    public DbSet<ChannelMute> ChannelMutes => Set<ChannelMute>();

    public DbSet<Subscriber> Subscribers => Set<Subscriber>();

    public DbSet<Newsletter> Newsletters => Set<Newsletter>();

    public DbSet<NewsletterEdition> NewsletterEditions => Set<NewsletterEdition>();

    public DbSet<NewsletterTally> NewsletterTallies => Set<NewsletterTally>();

    public DbSet<SubscriberTopic> SubscriberTopics => Set<SubscriberTopic>();

    public DbSet<SubscriberImport> SubscriberImports => Set<SubscriberImport>();

    public DbSet<IncomeEntry> IncomeEntries => Set<IncomeEntry>();

    public DbSet<PaymentImport> PaymentImports => Set<PaymentImport>();

    public DbSet<ImportedPayment> ImportedPayments => Set<ImportedPayment>();

    public DbSet<PaymentMapping> PaymentMappings => Set<PaymentMapping>();

    public DbSet<ShareRound> ShareRounds => Set<ShareRound>();

    public DbSet<RoundShare> RoundShares => Set<RoundShare>();

    public DbSet<RoundConfirmation> RoundConfirmations => Set<RoundConfirmation>();

    public DbSet<ShareStory> ShareStories => Set<ShareStory>();

    /// <inheritdoc />
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>
    /// Waits until no other transaction has the turn of this key, and keeps it to the end of this one: for what is counted before it is
    /// written and has no row of its own to lock. On SQLite whoever writes has the only turn there is.
    /// </summary>
    internal virtual Task TakeTurnAsync(long key, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>
    /// Leaves nothing of what was erased in files beside the database. False where somebody reads just now, so that it is to be tried again.
    /// On PostgreSQL there is none that an application could clear.
    /// </summary>
    internal virtual Task<bool> ScrubAsync(CancellationToken cancellationToken) => Task.FromResult(true);

    /// <summary>Passkeys included, the same at design time as at run time.</summary>
    protected override Version SchemaVersion => IdentitySchemaVersions.Version3;

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(PortalDbContext).Assembly);
    }

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<LocalText>().HaveConversion<LocalTextConverter>();
        foreach (var type in StoredEnums.All)
        {
            configurationBuilder.Properties(type).HaveConversion<string>().HaveMaxLength(32);
        }
    }
}
