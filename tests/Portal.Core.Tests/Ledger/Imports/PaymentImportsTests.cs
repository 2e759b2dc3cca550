using System.Collections.Concurrent;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Core.Data;
using Portal.Core.Ledger.Amounts;
using Portal.Core.Ledger.Imports;
using Portal.Core.Ledger.Income;

namespace Portal.Core.Tests.Ledger.Imports;

public sealed class PaymentImportsTests
{
    private static readonly DateOnly January = new(2027, 1, 1);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Stripes_balance_history_is_known_by_its_header_and_read_row_by_row()
    {
        var read = Read(PaymentSamples.Stripe);

        Assert.Empty(read.Faults);
        Assert.Equal("Stripe (balance history)", read.Name);
        Assert.Equal(
            [("txn_canary1", IncomeKind.OneOff, "EUR", 1945L), ("txn_canary2", IncomeKind.OneOff, "EUR", 98575L), ("txn_canary3", IncomeKind.Regular, "EUR", 960L), ("txn_canary4", IncomeKind.OneOff, "GBP", 2920L), ("txn_canary5", IncomeKind.OneOff, "JPY", 4800L)],
            read.Rows.Select(row => (row.Id, row.Kind, row.Currency, row.Amount)));
        Assert.Equal(new DateOnly(2026, 12, 1), read.Rows[2].Month);
        Assert.Equal([(SkipReason.Refund, 1), (SkipReason.Fee, 1), (SkipReason.Payout, 1), (SkipReason.Failed, 1), (SkipReason.NothingLeft, 1)], read.Skipped.OrderBy(one => one.Key).Select(one => (one.Key, one.Value)));
    }

    [Fact]
    public void So_are_GoCardless_and_HelloAsso()
    {
        var (direct, asso) = (Read(PaymentSamples.GoCardless), Read(PaymentSamples.HelloAsso));

        Assert.Equal([(IncomeKind.Regular, "GBP", 1465L), (IncomeKind.OneOff, "GBP", 3940L)], direct.Rows.Select(row => (row.Kind, row.Currency, row.Amount)));
        Assert.Equal([(SkipReason.Refund, 1), (SkipReason.Failed, 1)], direct.Skipped.OrderBy(one => one.Key).Select(one => (one.Key, one.Value)));
        Assert.Equal([(IncomeKind.Event, "EUR", 4500L), (IncomeKind.OneOff, "EUR", 125050L), (IncomeKind.Regular, "EUR", 1200L)], asso.Rows.Select(row => (row.Kind, row.Currency, row.Amount)));
        Assert.Equal([(SkipReason.Refund, 1), (SkipReason.Failed, 1), (SkipReason.Offline, 1)], asso.Skipped.OrderBy(one => one.Key).Select(one => (one.Key, one.Value)));
        Assert.Equal("Stripe (balance change from activity)", Read("balance_transaction_id,created_utc,available_on_utc,currency,gross,fee,net,reporting_category,description\ntxn_1,2027-01-03 10:00:00,2027-01-05 00:00:00,eur,10.00,0.40,9.60,charge,Gift\n").Name);
    }

    [Fact]
    public void What_cannot_be_read_is_told_line_by_line_without_a_word_of_it()
    {
        var header = PaymentSamples.StripeLater.Split('\n')[0];
        var read = Read($"{header}\n,charge,ch,1,0,1.00,eur,2027-01-03 10:00,,Ada\nt1,charge,ch,1,0,1.005,eur,yesterday,,Ada\nt2,charge,ch,1,0,1.00,xau,2027-01-03 10:00,,Ada\nt3,charge,ch,1,0,\"99,000,000.00\",eur,2027-03-03 10:00,,Ada\nt4,charge,ch,1,0,1.00,eur,2027-01-03 10:00,,\"Ada\n");

        Assert.Equal(
            [(2, PaymentFaultKind.NoId), (3, PaymentFaultKind.NotADay), (3, PaymentFaultKind.NotAnAmount), (4, PaymentFaultKind.UnknownCurrency), (5, PaymentFaultKind.NotADay), (5, PaymentFaultKind.AmountTooLarge), (6, PaymentFaultKind.Broken)],
            read.Faults.Select(fault => (fault.Line, fault.Kind)));
        Assert.Equal(PaymentFaultKind.Empty, Assert.Single(Read(header).Faults).Kind);
        var twice = Read($"{header}\nt1,charge,ch,1,0,1.00,eur,2027-01-03 10:00,,Ada\nt1,charge,ch,1,0,1.00,eur,2027-01-03 10:00,,Ada\n");
        Assert.Equal((1, 1), (twice.Rows.Count, twice.Repeated));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Sums_are_taken_in_and_the_same_payment_never_twice(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (admin, imports, key) = ((await portal.Data.CreateAdministratorAsync()).Id, portal.Services.GetRequiredService<PaymentImports>(), Ids.New(portal.Clock));
        var read = Read(PaymentSamples.Stripe);
        var forecast = await imports.ForecastAsync(read, Stop);
        Assert.Equal(
            [("EUR", new DateOnly(2026, 12, 1), IncomeKind.Regular, 1, 960L), ("EUR", January, IncomeKind.OneOff, 2, 100520L), ("GBP", January, IncomeKind.OneOff, 1, 2920L), ("JPY", January, IncomeKind.OneOff, 1, 4800L)],
            forecast.Sums.Select(sum => (sum.Currency, sum.Month, sum.Kind, sum.Payments, sum.Amount)));
        await using var db = portal.NewContext();
        Assert.Empty(await db.IncomeEntries.ToListAsync(Stop));

        Assert.Null(await imports.ImportAsync((await portal.Data.CreateSupporterAsync()).Id, read, key, Stop));
        var first = await imports.ImportAsync(admin, read, key, Stop);
        Assert.Equal(first, await imports.ImportAsync(admin, read, key, Stop));
        Assert.Equal((0, 5), Counts(await imports.ForecastAsync(read, Stop)));
        await imports.ImportAsync(admin, read, Ids.New(portal.Clock), Stop);
        var later = await imports.ImportAsync(admin, Read(PaymentSamples.StripeLater), Ids.New(portal.Clock), Stop);

        var entries = await db.IncomeEntries.AsNoTracking().ToListAsync(Stop);
        Assert.Equal(5, entries.Count);
        Assert.Equal((4900, later), (entries.Single(entry => entry.ImportId == later).Amount, later));
        Assert.Equal([(5, 0, 5), (1, 1, 0), (0, 5, 5)], (await db.PaymentImports.OrderByDescending(i => i.Added).ToListAsync(Stop)).Select(i => (i.Added, i.Known, i.Skipped)));
        Assert.Equal(3, await db.AuditEntries.CountAsync(a => a.Action == "ledger.imported", Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Of_many_who_take_in_the_same_at_once_it_is_added_once(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var imports = portal.Services.GetRequiredService<PaymentImports>();
        var admins = new[] { await portal.Data.CreateAdministratorAsync(), await portal.Data.CreateAdministratorAsync(), await portal.Data.CreateAdministratorAsync() };

        await Task.WhenAll(admins.Select(admin => Task.Run(() => imports.ImportAsync(admin.Id, Read(PaymentSamples.Stripe), Ids.New(portal.Clock), Stop))));

        await using var db = portal.NewContext();
        Assert.Equal(5, await db.ImportedPayments.CountAsync(Stop));
        Assert.Equal(100520 + 960 + 2920 + 4800, await db.IncomeEntries.SumAsync(e => e.Amount, Stop));
        Assert.Equal([0, 0, 5], (await db.PaymentImports.Select(i => i.Added).ToListAsync(Stop)).Order());
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Another_export_is_explained_once_and_remembered_by_its_header(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (admin, mappings) = ((await portal.Data.CreateAdministratorAsync()).Id, portal.Services.GetRequiredService<PaymentMappings>());
        var header = PaymentFile.Header(PaymentSamples.Unknown);
        Assert.Equal(["Ref", "When", "Who", "Sum", "Sort"], header.Names);
        Assert.Null(await mappings.FindAsync(header, Stop));

        Assert.Equal(["Id", "Date", "DateLayout", "Amount", "AmountLayout", "Currency", "KindColumn", "Kind"], await mappings.SaveAsync(admin, header, new(null, "Day", null, "", null, null, "XAU", "None", IncomeKind.Correction), Stop));
        var columns = new PaymentColumns("Ref", "When", DateLayout.MonthFirst, "Sum", AmountLayout.Comma, null, "CHF", "Sort", IncomeKind.OneOff);
        Assert.Empty(await mappings.SaveAsync((await portal.Data.CreateSupporterAsync()).Id, header, columns, Stop));
        Assert.Null(await mappings.FindAsync(header, Stop));
        Assert.Empty(await mappings.SaveAsync(admin, header, columns, Stop));

        var read = PaymentFile.Read(PaymentSamples.Unknown, (await mappings.FindAsync(PaymentFile.Header(PaymentSamples.Unknown.ToUpperInvariant()), Stop))!, TestPortal.Begin);
        Assert.Empty(read.Faults);
        Assert.Equal([(new DateOnly(2026, 1, 1), IncomeKind.Regular, "CHF", 125000L), (new DateOnly(2026, 2, 1), IncomeKind.OneOff, "CHF", 8000L)], read.Rows.Select(row => (row.Month, row.Kind, row.Currency, row.Amount)));
        Assert.Equal(1, read.Skipped[SkipReason.Refund]);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Nothing_of_a_donor_is_stored_or_logged(DatabaseProvider provider)
    {
        var log = new HeardLines();
        await using var portal = await TestPortal.StartAsync(provider, more: services => services.AddLogging(logging => logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace)));
        var imports = portal.Services.GetRequiredService<PaymentImports>();
        var admin = await portal.Data.CreateAdministratorAsync("Larkspurre the control");
        foreach (var sample in new[] { PaymentSamples.Stripe, PaymentSamples.StripeLater, PaymentSamples.GoCardless, PaymentSamples.HelloAsso })
        {
            Assert.NotNull(await imports.ImportAsync(admin.Id, Read(sample), Ids.New(portal.Clock), Stop));
        }

        var everything = await EverythingAsync(portal);
        Assert.NotEmpty(log.Lines);

        // The control: what is there is found, once, where it was put.
        Assert.Contains("Larkspurre the control", everything, StringComparison.Ordinal);
        everything = everything.Replace("Larkspurre the control", "", StringComparison.Ordinal);
        Findings.None(PaymentSamples.Canaries.Where(canary => everything.Contains(canary, StringComparison.OrdinalIgnoreCase)).Select(canary => $"{canary} is stored"));
        var said = string.Join('\n', log.Lines).Replace("Larkspurre the control", "", StringComparison.Ordinal);
        Findings.None(PaymentSamples.Canaries.Where(canary => canary.Length > 4 && said.Contains(canary, StringComparison.OrdinalIgnoreCase)).Select(canary => $"{canary} is logged"));
    }

    private static PaymentFileRead Read(string text) => PaymentFile.Read(text, PaymentLayouts.Find([.. PaymentFile.Header(text).Names])!, TestPortal.Begin);

    private static (int Added, int Known) Counts(PaymentForecast forecast) => (forecast.Added, forecast.Known);

    private static async Task<string> EverythingAsync(TestPortal portal)
    {
        await using var db = portal.NewContext();
        if (db is SqlitePortalDbContext)
        {
            await db.ScrubAsync(Stop);
            var file = new SqliteConnectionStringBuilder(portal.Database.ConnectionString).DataSource;
            return string.Concat(new[] { file, file + "-wal" }.Where(File.Exists).Select(part =>
            {
                using var stream = new FileStream(part, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                using var bytes = new MemoryStream();
                stream.CopyTo(bytes);
                return Encoding.UTF8.GetString(bytes.ToArray());
            }));
        }

        var texts = new StringBuilder();
        foreach (var table in db.Model.GetEntityTypes().Select(type => type.GetTableName()).OfType<string>().Distinct())
        {
            // The names are the model's own.
            var rows = string.Format(System.Globalization.CultureInfo.InvariantCulture, "SELECT t::text AS \"Value\" FROM \"{0}\" t", table);
            texts.AppendJoin('\n', await db.Database.SqlQueryRaw<string>(rows).ToListAsync(Stop));
        }

        return texts.ToString();
    }

    private sealed class HeardLines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
