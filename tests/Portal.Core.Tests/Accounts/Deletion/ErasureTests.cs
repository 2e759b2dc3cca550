using System.Collections.Concurrent;
using System.Reflection;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Core.Accounts;
using Portal.Core.Accounts.Deletion;
using Portal.Core.Bookings;
using Portal.Core.Data;
using Portal.Core.Privacy;
using Portal.Core.Resources;

namespace Portal.Core.Tests.Accounts.Deletion;

/// <summary>Whether what the portal promises to be gone is gone: looked for byte by byte, in every table and in what was logged.</summary>
public sealed class ErasureTests
{
    private const string Phone = "+33 6 98 76 54 32";
    private const string Name = "Xyq Ruth Unlike Anybody";
    private const string Address = "xyq.ruth.unlike@example.org";

    // What stays, and why. Each must be there afterwards: one that goes after all is to be struck off.
    // A table's name cannot be a parameter; it comes from the model, or from the database itself.
    private static string Statement(string sql, string table) => string.Format(System.Globalization.CultureInfo.InvariantCulture, sql, table);

    private static readonly Dictionary<string, string> Stays = new(StringComparer.Ordinal)
    {
        ["AuditEntry.ClearDetail"] = "the record of who looked, for twelve months, by a number",
        ["CallRound.Reason"] = "the record of who looked, for twelve months, by a number",
        ["Message.Template"] = "that a mail of a kind was sent, to nobody who can be named",
        ["Message.OutcomeReason"] = "what became of it, as a code",
        ["Subscriber.AddressHash"] = "the proof of consent",
        ["Subscriber.SuppressedBecause"] = "the proof of consent: a code",
        ["AddressStanding.AddressHash"] = "the proof that an address does not want mail",
        ["AddressStanding.DeadBecause"] = "the same: a code",
        ["Attempt.Subject"] = "a keyed hash, for a day",
        ["MeetingPoint.Sealed"] = "a place, and no person",
        ["JoiningLink.Sealed"] = "a place, and no person",
        ["PersonConcern.Sealed"] = "what was told about others, sealed under its own key, until a year after it was closed",
        ["PersonConcern.SealedNote"] = "the same",
        ["WalkIn.Name"] = "about somebody else, for thirty days",
    };

    // Where the number that was theirs still stands: it leads to a row without a name.
    private static readonly string[] NumberStays =
    [
        "BookingChanges.ActorId", "Bookings.AssignedById", "Bookings.SupporterId", "CallOuts.AuthorId",
        "CallRounds.ActorId", "ClosureNotices.SupporterId", "ClosureNotices.ToldById", "Newsletters.AskedById",
        "Newsletters.AuthorId", "Newsletters.ReleasedById", "PlannedUpdates.AuthorId", "RevealPauses.ById",
        "SiteClosures.ClosedById", "SubscriberImports.ById", "SupporterLocks.SupporterId", "Supporters.Id",
        "UpdatePictures.ReleasedById", "UpdatePictures.UploadedById", "Updates.AuthorId", "WalkIns.VouchedById",
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Nothing_that_was_promised_to_go_is_left_anywhere(DatabaseProvider provider)
    {
        var log = new HeardLog();
        await using var portal = await TestPortal.StartAsync(provider, more: services => services.AddLogging(logging => logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace)));
        await portal.Data.CreateAdministratorAsync();
        var ruth = await portal.Data.CreateSupporterAsync(Name, email: Address);
        Assert.True(await portal.RunAsync<PhoneService, bool>(phones => phones.SaveAsync(ruth.Id, Phone, Stop)));
        var marks = await FillAsync(portal, ruth);
        await FoldAsync(portal);

        // The control: all of it can be found while it is there.
        var before = await EverythingAsync(portal);
        Findings.None(marks.Where(mark => !before.Has(mark.Value)).Select(mark => $"{mark.Key} is not found though it is there"));

        Assert.Equal(1, await portal.EraseAtOnceAsync(ruth));

        var after = await EverythingAsync(portal);
        Findings.None(marks.Where(mark => !Stays.ContainsKey(mark.Key) && after.Has(mark.Value)).Select(mark => $"{mark.Key} is still there: {after.Where(mark.Value)}"));
        Findings.None(Stays.Keys.Where(key => !marks.TryGetValue(key, out var mark) || !after.Has(mark)).Select(key => $"{key} does not stay"));
        Findings.None(marks.Where(mark => log.Bytes().AsSpan().IndexOf(Needle(mark.Value)) >= 0).Select(mark => $"{mark.Key} was logged"));
        Assert.NotEmpty(log.Bytes());
        var named = await NamedAsync(portal, ruth.Id);
        Findings.None([.. named.Except(NumberStays).Select(place => $"{place} still says who"), .. NumberStays.Except(named).Select(place => $"{place} says no more who: strike it off")]);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Of_the_row_itself_whatever_tells_something_is_emptied(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.Data.CreateAdministratorAsync();
        var ruth = await portal.Data.CreateSupporterAsync(Name, email: Address);
        Assert.True(await portal.RunAsync<PhoneService, bool>(phones => phones.SaveAsync(ruth.Id, Phone, Stop)));
        // What keeps the number: a place that was filled.
        await portal.Data.CreateBookingAsync(ruth, await portal.Data.CreateShiftAsync(await portal.Data.CreateOrganisationAsync(), TimeSpan.FromDays(-2)), BookingState.Completed);
        var told = typeof(Supporter).GetProperties().Where(p => p.GetCustomAttribute<PersonalAttribute>() is not null).ToList();
        await using (var db = portal.NewContext())
        {
            var row = await db.Supporters.SingleAsync(s => s.Id == ruth.Id, Stop);
            row.Country = "FR";
            row.Language = "fr";
            row.Intentions = [Intentions.Give];
            row.WelcomeFrom = portal.Clock.GetUtcNow();
            await db.SaveChangesAsync(Stop);
            // The control. Who is suspended could not ask for it.
            Findings.None(told.Where(p => p.Name != nameof(Supporter.SuspendedAt) && IsEmpty(p.GetValue(row))).Select(p => $"{p.Name} says nothing before: fill it"));
        }

        portal.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, await portal.EraseAtOnceAsync(ruth));

        await using var after = portal.NewContext();
        var left = await after.Supporters.SingleAsync(s => s.Id == ruth.Id, Stop);
        // These are never empty: a name nobody bears, the first language, and the day it was erased.
        Assert.Equal((true, Languages.Default, true), (left.DisplayName != Name, left.Language, left.CreatedAt > ruth.CreatedAt));
        Findings.None(told.Where(p => p.Name is not (nameof(Supporter.DisplayName) or nameof(Supporter.Language) or nameof(Supporter.CreatedAt)) && !IsEmpty(p.GetValue(left))).Select(p => $"{p.Name} is left"));

        static bool IsEmpty(object? value) => value is null or "" or false or 0 or ICollection<string> { Count: 0 };
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Every_table_that_can_be_about_a_person_has_a_row_about_this_one(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var ruth = await portal.Data.CreateSupporterAsync(Name, email: Address);
        Assert.True(await portal.RunAsync<PhoneService, bool>(phones => phones.SaveAsync(ruth.Id, Phone, Stop)));
        await FillAsync(portal, ruth);
        await portal.Data.CreateAdministratorAsync();
        await portal.AskAsync(ruth, atOnce: false);

        await using var db = portal.NewContext();
        var tables = EveryRow.Concerned(db.Model).Select(type => type.GetTableName()!).Distinct().ToList();
        var empty = new List<string>();
        foreach (var table in tables)
        {
            if (await db.Database.SqlQueryRaw<int>(Statement("SELECT count(*) AS \"Value\" FROM \"{0}\"", table)).SingleAsync(Stop) == 0)
            {
                empty.Add(table);
            }
        }

        Findings.None(empty);
        Assert.True(tables.Count >= 35, $"Only {tables.Count} tables: the model is read wrongly.");
    }

    /// <summary>Where a number stands, of all columns that can hold one.</summary>
    private static async Task<IReadOnlyList<string>> NamedAsync(TestPortal portal, Guid id)
    {
        await using var db = portal.NewContext();
        var found = new List<string>();
        foreach (var column in EveryRow.Concerned(db.Model).SelectMany(type => type.GetProperties()).Where(p => p.ClrType == typeof(Guid) || p.ClrType == typeof(Guid?)))
        {
            var (table, name) = (column.DeclaringType.ContainingEntityType.GetTableName()!, column.GetColumnName());
            if (await db.Database.SqlQueryRaw<int>(string.Format(System.Globalization.CultureInfo.InvariantCulture, "SELECT count(*) AS \"Value\" FROM \"{0}\" WHERE \"{1}\" = {{0}}", table, name), id).SingleAsync(Stop) > 0)
            {
                found.Add($"{table}.{name}");
            }
        }

        return [.. found.Distinct().Order(StringComparer.Ordinal)];
    }

    [Fact]
    public async Task A_process_that_was_killed_before_it_cleared_the_log_of_writes_is_followed_by_one_that_does()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Sqlite);
        var ruth = await portal.Data.CreateSupporterAsync(Name, email: Address);
        await portal.AskAsync(ruth);
        await portal.EraseAsync();
        portal.Clock.Advance(AccountEraser.MailWait);
        await using (var reader = portal.NewContext())
        {
            // As a long look at some page would, a reader keeps the log from being cut.
            await reader.Database.OpenConnectionAsync(Stop);
            await using var look = reader.Database.GetDbConnection().CreateCommand();
            look.CommandText = "BEGIN; SELECT count(*) FROM \"Supporters\"";
            await look.ExecuteScalarAsync(Stop);
            Assert.Equal(1, await portal.EraseAsync());
            Assert.True((await EverythingAsync(portal)).Has(Address));
            look.CommandText = "ROLLBACK";
            await look.ExecuteNonQueryAsync(Stop);
        }

        Assert.Equal(0, await portal.EraseAsync());

        Assert.False((await EverythingAsync(portal)).Has(Address));
        await using var db = portal.NewContext();
        Assert.Empty(await db.AccountDeletions.ToListAsync(Stop));
    }

    private static async Task<Dictionary<string, object>> FillAsync(TestPortal portal, Supporter ruth)
    {
        await using var db = portal.NewContext();
        var stored = await db.Supporters.SingleAsync(s => s.Id == ruth.Id, Stop);
        // Everybody else in these tests has one and the same.
        stored.PasswordHash = "XyqPasswordHashUnlikeAnybodys";
        var rows = new EveryRow(db, stored);
        await rows.MakeAsync(Stop);
        return new(rows.Marks, StringComparer.Ordinal)
        {
            ["Supporter.DisplayName"] = Name,
            ["Supporter.Email"] = Address,
            ["Supporter.NormalizedEmail"] = Address.ToUpperInvariant(),
            ["Supporter.PasswordHash"] = stored.PasswordHash!,
            ["Supporter.Phone"] = stored.Phone!,
            ["DataKey.Wrapped"] = await db.DataKeys.Where(k => k.SubjectId == ruth.Id).Select(k => k.Wrapped).SingleAsync(Stop),
        };
    }

    private static async Task FoldAsync(TestPortal portal)
    {
        await using var db = portal.NewContext();
        await db.ScrubAsync(Stop);
    }

    private static async Task<Haystack> EverythingAsync(TestPortal portal)
    {
        await using var db = portal.NewContext();
        if (db is SqlitePortalDbContext)
        {
            var file = new SqliteConnectionStringBuilder(portal.Database.ConnectionString).DataSource;
            return new Haystack([.. new[] { file, file + "-wal" }.Where(File.Exists).Select(part => (Path.GetExtension(part), Read(part)))]);
        }

        var tables = await db.Database.SqlQueryRaw<string>("SELECT table_name AS \"Value\" FROM information_schema.tables WHERE table_schema = 'public'").ToListAsync(Stop);
        var texts = new List<(string, byte[])>();
        foreach (var table in tables)
        {
            var rows = await db.Database.SqlQueryRaw<string>(Statement("SELECT t::text AS \"Value\" FROM \"{0}\" t", table)).ToListAsync(Stop);
            texts.Add((table, Encoding.UTF8.GetBytes(string.Join('\n', rows))));
        }

        return new Haystack(texts) { IsText = true };
    }

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static byte[] Needle(object mark) => mark as byte[] ?? Encoding.UTF8.GetBytes((string)mark);

    private sealed record Haystack(IReadOnlyList<(string Name, byte[] Bytes)> Parts)
    {
        public bool IsText { get; init; }

        public bool Has(object mark) => Where(mark).Length > 0;

        public string Where(object mark)
        {
            // Within a row of text and within JSON bytes are hexadecimal digits or base64.
            IEnumerable<byte[]> needles = mark is byte[] bytes
                ? [bytes, Encoding.UTF8.GetBytes(Convert.ToHexStringLower(bytes)), Encoding.UTF8.GetBytes(Convert.ToHexString(bytes)), Encoding.UTF8.GetBytes(Convert.ToBase64String(bytes)), Encoding.UTF8.GetBytes(Convert.ToBase64String(bytes).Replace("+", "\\u002B", StringComparison.Ordinal))]
                : [Needle(mark), Encoding.UTF8.GetBytes(((string)mark).Replace("+", "\\u002B", StringComparison.Ordinal))];
            return string.Join(", ", Parts.Where(part => needles.Any(needle => part.Bytes.AsSpan().IndexOf(needle) >= 0)).Select(part => part.Name));
        }
    }

    private sealed class HeardLog : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _lines = new();

        public byte[] Bytes() => Encoding.UTF8.GetBytes(string.Join('\n', _lines));

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
