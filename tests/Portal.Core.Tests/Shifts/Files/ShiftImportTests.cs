using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Qualifications;
using Portal.Core.Shifts;
using Portal.Core.Shifts.Files;
using static Portal.Core.Shifts.Files.ImportFaultKind;

namespace Portal.Core.Tests.Shifts.Files;

public sealed class ShiftImportTests
{
    private const string Header = "activity,date,start,end,area,positions\r\n";
    private const string Line = "Kitchen,2027-01-31,18:00,21:00,Calais east,Cook (1-2)\r\n";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Every_error_is_told_by_its_line_and_nothing_is_made(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var organiser = await GroundAsync(portal);

        var outcome = await ImportAsync(portal, organiser, Header + Line
            + "Party,31/13/2027,25:00,noon,Mars,Cook\r\n"
            + "\"two\nlines\",2027-01-31,18:00,21:00,,Cook (3-2)\r\n"
            + "Kitchen,2026-01-31,18:00,21:00,,Cook (1-2),more\r\n"
            + "Kitchen,2027-01-31,18:00,18:00,Calais east,Cook (1-2)\r\n"
            + "Kitchen,31/01/2026,18h00,21h30,Calais east,\"Cook (1-2, holds Wings); Baker (0-900)\"\r\n");

        Assert.Equal(
            [(7, TooManyCells), (3, UnknownActivity), (3, NotADay), (3, NotATime), (3, NotATime), (3, NotPositions), (4, UnknownActivity), (4, Plan), (7, NoLength), (8, UnknownQualification), (8, Plan), (8, Plan)],
            outcome.Faults.Select(f => (f.Line >= 6 && f.Kind is TooManyCells or NoLength ? 7 : f.Line >= 7 ? 8 : f.Line, f.Kind)));
        Assert.Equal([PlanFaultKind.MinimumOutOfRange, PlanFaultKind.StartsInPast, PlanFaultKind.CapacityOutOfRange], outcome.Faults.Select(f => f.Plan?.Kind).OfType<PlanFaultKind>());
        await using var db = portal.NewContext();
        Assert.Equal(0, await db.Shifts.CountAsync(Token));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_is_exported_can_be_imported_again_and_computes_nothing(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var organiser = await GroundAsync(portal);
        var licence = new QualificationKind { Id = Guid.CreateVersion7(), Name = LocalText.Of("Driving licence B", "Permis B") };
        await portal.Data.SaveAsync(licence);
        var file = "activity;date;start;end;area;positions;mode;description\r\n"
            + "kitchen;28/03/2027;02h30;5h;Calais east;Driver / Conduite (1-2, holds permis b); Interpreter (1-2, beginners, interprets ar|ti);approval;\"'=1+1\"\r\n".Replace("; Interpreter", "; Interpreter", StringComparison.Ordinal);
        file = file.Replace("Driver / Conduite (1-2, holds permis b); Interpreter (1-2, beginners, interprets ar|ti)", "\"Driver / Conduite (1-2, holds permis b); Interpreter (1-2, beginners, interprets ar|ti)\"", StringComparison.Ordinal);
        var key = Ids.New(portal.Clock);

        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ImportAsync(portal, organiser, file, key)));
        Assert.All(made, o => Assert.Equal((0, 1, true), (o.Faults.Count, o.Made, o.Shifts[0].ClockMoved)));

        var first = await ExportAsync(portal, organiser);
        Assert.Contains(",'=1+1,", first, StringComparison.Ordinal);
        Assert.Contains("\"Driver / Conduite (1-2, holds Driving licence B); Interpreter (1-2, beginners, interprets ar|ti)\"", first, StringComparison.Ordinal);
        Assert.Equal(1, (await ImportAsync(portal, organiser, first)).Made);

        await using var db = portal.NewContext();
        var shifts = await db.Shifts.AsNoTracking().Include(s => s.Positions.OrderBy(p => p.Order)).ToListAsync(Token);
        Assert.Equal(2, shifts.Count);
        Assert.All(shifts, s => Assert.Equal(("=1+1", BookingMode.Approval, new DateTimeOffset(2027, 3, 28, 1, 30, 0, TimeSpan.Zero)), (s.Description, s.BookingMode, s.StartsAt)));
        Assert.All(shifts, s => Assert.True(s.Positions[0].Qualifications.Single() == licence.Id && s.Positions[1] is { IsInterpreter: true, BeginnerFriendly: true, Languages: ["ar", "ti"] }));
        var lines = (await ExportAsync(portal, organiser)).Split("\r\n");
        Assert.Equal(lines[1], lines[2]);
        Assert.Equal(1, (await ExportAsync(portal, (await portal.Data.CreateSupporterAsync()).Id)).Count(letter => letter == '\n'));

        var calendar = await portal.RunAsync<ShiftExport, string>(e => e.CalendarAsync(organiser, all => all, id => $"https://example.org/shifts/{id}", Token));
        Assert.Contains("LOCATION:Calais east", calendar, StringComparison.Ordinal);
        Assert.Contains("DTSTART;TZID=Europe/Paris:20270328T033000", calendar, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Five_thousand_lines_are_made_in_one_go_and_one_more_makes_none(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var organiser = await GroundAsync(portal);
        var lines = string.Concat(Enumerable.Repeat(Line, ShiftFile.MostRows));

        var tooMany = await ImportAsync(portal, organiser, Header + lines + Line);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var made = await ImportAsync(portal, organiser, Header + lines);
        TestContext.Current.TestOutputHelper?.WriteLine($"{provider}: 5,000 shifts in {watch.Elapsed.TotalSeconds:0.0} s");

        Assert.Equal([TooManyRows], tooMany.Faults.Select(f => f.Kind));
        Assert.Equal(ShiftFile.MostRows, made.Made);
        await using var db = portal.NewContext();
        Assert.Equal((5000, 5000), (await db.Shifts.CountAsync(Token), await db.Positions.CountAsync(Token)));
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-8", false)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", true)]
    [InlineData("windows-1252", false)]
    public void A_file_is_read_in_whatever_it_was_written(string encoding, bool marked)
    {
        var writer = CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.GetEncoding(encoding);

        Assert.Equal("activité;été €", CsvText.Of([.. marked ? writer.GetPreamble() : [], .. writer.GetBytes("activité;été €")]));
    }

    [Fact]
    public void What_is_no_text_is_refused_and_so_is_a_file_that_is_no_table_of_shifts()
    {
        Assert.Null(CsvText.Of([0x50, 0x4B, 3, 4, 0, 0, 0, 8]));
        Assert.Equal([Empty], ShiftFile.Read("").Faults.Select(f => f.Kind));
        Assert.Equal([Empty], ShiftFile.Read(Header).Faults.Select(f => f.Kind));
        Assert.Equal([UnknownColumn, ColumnTwice, MissingColumn], ShiftFile.Read("activity,Wage,date,date,start,end\r\n").Faults.Select(f => f.Kind).Distinct());
        Assert.Equal("\t", ShiftFile.Read(Header.Replace(',', '\t') + Line.Replace(',', '\t')).Rows.Count == 1 ? "\t" : "");
        Assert.Contains(ShiftFile.Read(Header + "Kit\"chen,2027-01-31,18:00,21:00,,\"Cook (1-2)\"x\r\n").Faults, f => f is { Kind: BrokenQuotes, Line: 2 });
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_row_is_published_where_the_file_says_so(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var organiser = await GroundAsync(portal);
        const string header = "activity,date,start,end,positions,status\r\n";
        const string row = "Kitchen,2027-01-31,18:00,21:00,Cook (1-2),";

        var made = await ImportAsync(portal, organiser, $"{header}{row}published\r\n{row}Draft\r\n{row}\r\n");
        var refused = await ImportAsync(portal, organiser, $"{header}{row}cancelled\r\n{row}open\r\n");

        Assert.Equal((3, 1), (made.Made, made.Published));
        Assert.Equal([NotAChoice, NotAChoice], refused.Faults.Select(f => f.Kind));
        await using var db = portal.NewContext();
        var shifts = await db.Shifts.AsNoTracking().Include(s => s.Positions).ToListAsync(Token);
        Assert.Equal(3, shifts.Count);
        var published = Assert.Single(shifts, s => s.Status == ShiftStatus.Published);
        Assert.Equal(published.StartsAt, published.Positions[0].BookableUntil);
        Assert.All(shifts.Where(s => s != published), s => Assert.Null(s.Positions[0].BookableUntil));
    }

    [Theory]
    [InlineData("=cmd|x (1-2)")]
    [InlineData("+1 (1-2)")]
    [InlineData("Cook / @chef (1-2)")]
    public async Task A_position_that_computes_is_refused(string cell)
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Sqlite);
        var organiser = await GroundAsync(portal);

        Assert.Equal([NotPositions], (await ImportAsync(portal, organiser, Header + $"Kitchen,2027-01-31,18:00,21:00,,{cell}\r\n")).Faults.Select(f => f.Kind));
    }

    [Fact]
    public async Task A_cell_made_to_take_long_is_a_fault_like_another()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Sqlite);
        var organiser = await GroundAsync(portal);
        var cell = string.Concat(Enumerable.Repeat("a / ", 20000)) + "(1-2";

        Assert.Equal([NotPositions], (await ImportAsync(portal, organiser, Header + $"Kitchen,2027-01-31,18:00,21:00,,{cell}\r\n")).Faults.Select(f => f.Kind));
    }

    private static async Task<Guid> GroundAsync(TestPortal portal)
    {
        var organisation = await portal.Data.CreateOrganisationAsync();
        await portal.Data.CreateActivityAsync(organisation);
        await portal.Data.CreateSiteAsync(organisation);
        return (await portal.Data.CreateOrganiserAsync(organisation)).Id;
    }

    private static Task<ImportOutcome> ImportAsync(TestPortal portal, Guid actor, string text, Guid? key = null) =>
        portal.RunAsync<ShiftImport, ImportOutcome>(s => s.ImportAsync(actor, text, false, key ?? Ids.New(portal.Clock), Token));

    private static Task<string> ExportAsync(TestPortal portal, Guid actor) => portal.RunAsync<ShiftExport, string>(e => e.CsvAsync(actor, all => all, Token));
}
