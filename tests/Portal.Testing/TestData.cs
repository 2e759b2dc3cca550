using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Privacy;
using Portal.Core.Privacy.Audit;
using Portal.Core.Qualifications;
using Portal.Core.Shifts;

namespace Portal.Testing;

/// <summary>
/// The vocabulary of the tests: makes what a test needs, with defaults that stand in nobody's way, straight in the database.
/// What it returns is read afresh and tracked by no context.
/// </summary>
public sealed class TestData(IServiceProvider services)
{
    /// <summary>The password of everybody.</summary>
    public const string Password = "wool socks dry by the stove";

    // One round: the strength of the hash is not what these tests are about, and a round more costs every test.
    private static readonly string PasswordHash = new PasswordHasher<Supporter>(
        Microsoft.Extensions.Options.Options.Create(new PasswordHasherOptions { IterationCount = 1 })).HashPassword(null!, Password);

    private static int _count;

    internal IServiceProvider Services => services;

    // Said as the services say it, so that the shared snapshot of shifts knows.
    private ShiftHints? Hints => Services.GetService<ShiftHints>();

    private TimeProvider Clock => Services.GetRequiredService<TimeProvider>();

    /// <summary>A supporter who can book: adult, agreed to the code of conduct, and confirmed unless said otherwise.</summary>
    public async Task<Supporter> CreateSupporterAsync(
        string? name = null, bool confirmed = true, bool suspended = false, string language = "en", IReadOnlyList<string>? speaks = null, string? email = null)
    {
        var supporter = NewSupporter(name, confirmed, suspended, language, speaks, email);
        await SaveAsync(supporter, new SupporterLock { SupporterId = supporter.Id });
        return supporter;
    }

    internal Supporter NewSupporter(string? name = null, bool confirmed = true, bool suspended = false, string language = "en", IReadOnlyList<string>? speaks = null, string? email = null)
    {
        var number = Interlocked.Increment(ref _count);
        email ??= $"supporter{number}@example.org";
        var now = Clock.GetUtcNow();
        return new Supporter
        {
            Id = Ids.New(Clock),
            DisplayName = name ?? $"Supporter {number}",
            UserName = email,
            NormalizedUserName = email.ToUpperInvariant(),
            Email = email,
            NormalizedEmail = email.ToUpperInvariant(),
            EmailConfirmed = confirmed,
            PasswordHash = PasswordHash,
            SecurityStamp = $"{Guid.CreateVersion7():N}",
            ConcurrencyStamp = $"{Guid.CreateVersion7():N}",
            LockoutEnabled = true,
            Language = language,
            SpokenLanguages = [.. speaks ?? ["en"]],
            AdultSince = now,
            CodeOfConduct = CodeOfConduct.CurrentVersion,
            CreatedAt = now,
            SuspendedAt = suspended ? now : null,
        };
    }

    /// <summary>An organisation of the coalition.</summary>
    public async Task<Organisation> CreateOrganisationAsync(string? name = null, Standing standing = Standing.Member)
    {
        var number = Interlocked.Increment(ref _count);
        var organisation = new Organisation
        {
            Id = Ids.New(Clock),
            Slug = $"organisation-{number}",
            Name = name ?? $"Organisation {number}",
            Standing = standing,
            Summary = LocalText.Of("Stands with people on the move.", "Aux côtés des personnes exilées."),
            Description = LocalText.Of("What we do.", "Ce que nous faisons."),
        };
        await SaveAsync(organisation);
        return organisation;
    }

    /// <summary>Makes somebody a member of an organisation.</summary>
    public async Task<Membership> MakeMemberAsync(
        Supporter supporter, Organisation organisation, MembershipRole role = MembershipRole.Volunteer, MembershipState state = MembershipState.Active)
    {
        var now = Clock.GetUtcNow();
        var membership = new Membership
        {
            Id = Ids.New(Clock),
            SupporterId = supporter.Id,
            OrganisationId = organisation.Id,
            Role = role,
            State = state,
            RequestedAt = now,
            DecidedAt = state == MembershipState.Requested ? null : now,
        };
        await SaveAsync(membership);
        return membership;
    }

    /// <summary>A kind of work.</summary>
    public async Task<Activity> CreateActivityAsync(Organisation organisation, string name = "Kitchen", Visibility visibility = Visibility.Public)
    {
        var activity = new Activity { Id = Ids.New(Clock), OrganisationId = organisation.Id, Name = LocalText.Of(name), DefaultVisibility = visibility };
        await SaveAsync(activity);
        return activity;
    }

    /// <summary>A site whose point is public, so that a first booking is confirmed at once, unless said otherwise.</summary>
    public async Task<Site> CreateSiteAsync(Organisation organisation, string area = "Calais east", bool pointIsPublic = true)
    {
        var site = new Site
        {
            Id = Ids.New(Clock),
            OrganisationId = organisation.Id,
            Area = LocalText.Of(area),
            AreaSlug = area.Replace(' ', '-').ToLowerInvariant(),
            PointIsPublic = pointIsPublic,
        };
        await SaveAsync(site);
        return site;
    }

    /// <summary>
    /// A shift in a week's time that lasts four hours, published and open to all, with one position <c>Volunteer</c> of which
    /// one is needed and eight fit, unless said otherwise. It comes with its positions, activity, site and organisation.
    /// </summary>
    public async Task<Shift> CreateShiftAsync(
        Organisation? organisation = null,
        TimeSpan? startsIn = null,
        TimeSpan? lasts = null,
        IReadOnlyList<(string Name, int Minimum, int Capacity)>? positions = null,
        Visibility visibility = Visibility.Public,
        bool published = true,
        BookingMode mode = BookingMode.Open,
        Activity? activity = null,
        Site? site = null,
        Supporter? lead = null,
        bool remote = false)
    {
        organisation ??= await CreateOrganisationAsync();
        activity ??= await CreateActivityAsync(organisation);
        site ??= remote ? null : await CreateSiteAsync(organisation);
        var startsAt = Clock.GetUtcNow() + (startsIn ?? TimeSpan.FromDays(7));
        var shift = new Shift
        {
            Id = Ids.New(Clock),
            OrganisationId = organisation.Id,
            ActivityId = activity.Id,
            SiteId = site?.Id,
            StartsAt = startsAt,
            EndsAt = startsAt + (lasts ?? TimeSpan.FromHours(4)),
            Visibility = visibility,
            BookingMode = mode,
            LeadId = lead?.Id,
            CreatedAt = Clock.GetUtcNow(),
        };
        shift.Positions.AddRange((positions ?? [("Volunteer", 1, 8)]).Select((position, order) => new Position
        {
            Id = Ids.New(Clock),
            ShiftId = shift.Id,
            Name = LocalText.Of(position.Name),
            Order = order,
            Minimum = position.Minimum,
            Capacity = position.Capacity,
        }));
        await SaveShiftAsync(shift, published);
        return await ReadShiftAsync(shift.Id);
    }

    /// <summary>The shift as it stands now, with its positions, activity, site and organisation.</summary>
    public async Task<Shift> ReadShiftAsync(Guid id)
    {
        await using var db = NewContext();
        return await db.Shifts.AsNoTracking()
            .Include(s => s.Positions.OrderBy(p => p.Order)).Include(s => s.Activity).Include(s => s.Site).Include(s => s.Organisation)
            .SingleAsync(s => s.Id == id);
    }

    /// <summary>What stands in the record under some names (none: all of it), opened, oldest first.</summary>
    public async Task<List<AuditEntry>> RecordAsync(params string[] actions)
    {
        await using var db = NewContext();
        var rows = await Services.GetRequiredService<AuditBoxes>().ReadAsync(db, db.AuditEntries.Where(a => actions.Length == 0 || actions.Contains(a.Action)), CancellationToken.None);
        return [.. rows.OrderBy(row => row.At).ThenBy(row => row.Id)];
    }

    /// <summary>The booking as it stands now, with its history.</summary>
    public async Task<Booking> ReadBookingAsync(Guid id)
    {
        await using var db = NewContext();
        return await db.Bookings.AsNoTracking().Include(b => b.History).SingleAsync(b => b.Id == id);
    }

    /// <summary>Gives somebody a booking on a position (the shift's first, unless one is named), past all rules but the counts.</summary>
    public async Task<Booking> CreateBookingAsync(Supporter supporter, Shift shift, BookingState state = BookingState.Confirmed, Position? position = null)
    {
        position ??= shift.Positions[0];
        await using var db = NewContext();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var booking = Booking.Create(Clock, supporter.Id, position, state, supporter.Id);
        db.Bookings.Add(booking);
        await db.SaveChangesAsync();
        if (state.HoldsPlace())
        {
            await db.Positions.Where(p => p.Id == position.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(p => p.Held, p => p.Held + 1).SetProperty(p => p.Version, p => p.Version + 1));
        }

        await transaction.CommitAsync();
        Hints?.Changed(shift.Id);
        return booking;
    }

    /// <summary>Gives places of a shift's first position to this many new supporters.</summary>
    public async Task<IReadOnlyList<Booking>> FillAsync(Shift shift, int places)
    {
        var bookings = new List<Booking>();
        for (var place = 0; place < places; place++)
        {
            bookings.Add(await CreateBookingAsync(await CreateSupporterAsync(), shift));
        }

        return bookings;
    }

    /// <summary>Lets every position of a draft ask for a qualification, then publishes it.</summary>
    public async Task RequireAsync(Shift shift, QualificationKind kind)
    {
        await using var db = NewContext();
        var stored = await db.Shifts.Include(s => s.Positions).SingleAsync(s => s.Id == shift.Id);
        stored.Positions.ForEach(position => position.Qualifications = [kind.Id]);
        stored.TryPublish(Clock.GetUtcNow());
        await db.SaveChangesAsync();
        DateTimeOffset? until = stored.StartsAt;
        await db.Positions.Where(p => p.ShiftId == shift.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.BookableUntil, until));
        Hints?.Changed(shift.Id);
    }

    /// <summary>Saves rows of a test's own.</summary>
    public async Task SaveAsync(params object[] rows)
    {
        await using var db = NewContext();
        db.AddRange(rows);
        await db.SaveChangesAsync();
    }

    private async Task SaveShiftAsync(Shift shift, bool published)
    {
        await using var db = NewContext();
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (published)
        {
            // By the clock of the day before, so that tests can have shifts that have begun.
            shift.TryPublish(shift.StartsAt.AddDays(-1));
        }

        db.Shifts.Add(shift);
        await db.SaveChangesAsync();
        DateTimeOffset? until = published ? shift.StartsAt : null;
        await db.Positions.Where(p => p.ShiftId == shift.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.BookableUntil, until));
        await transaction.CommitAsync();
        Hints?.Changed(shift.Id);
    }

    private PortalDbContext NewContext() => Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContext();
}
