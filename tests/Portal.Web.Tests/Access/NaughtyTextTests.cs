using Portal.Core.Data;
using Portal.Testing.Access;

namespace Portal.Web.Tests.Access;

/// <summary>What is typed into a form is kept as it was typed, or refused with a sentence, on both databases.</summary>
public sealed class NaughtyTextTests
{
    // Pages that show in their fields what was kept, and who works with them.
    private static readonly (Role Role, Func<Plot, string> Address)[] Pages =
    [
        (Role.VolunteerOfA, _ => "/account/profile"),
        (Role.OrganiserOfA, plot => $"/organise/activities/{plot.Activity}/edit"),
        (Role.OrganiserOfA, plot => $"/organise/updates/{plot.Update}/edit"),
        (Role.OrganiserOfA, plot => $"/organise/updates/planned/{plot.Planned}/edit"),
        (Role.Administrator, plot => $"/admin/campaigns/{plot.Shared.Campaign}/edit"),
        (Role.Administrator, plot => $"/admin/newsletters/{plot.Shared.Draft}/edit"),
    ];

    private const int FewPages = 3;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Whatever_is_typed_is_read_back_the_same_or_refused_with_a_sentence(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider, new Dictionary<string, string?> { ["Limits:FormsPerMinute"] = "1000000", ["Limits:ConcernsPerHour"] = "1000000" });
        using var cast = await Cast.MakeAsync(portal);
        var (findings, kept) = (new List<string>(), 0);
        // The database matters where a text is kept in a column, in JSON and beside others; the rest is the same code.
        var pages = Pages[..(provider == DatabaseProvider.Sqlite ? Pages.Length : FewPages)];
        foreach (var (role, address) in pages)
        {
            var page = new TypedPage(cast[role], address(cast.A));
            await page.OpenAsync();
            foreach (var text in NaughtyStrings.All)
            {
                var (faults, wasKept) = await page.TypeAsync(text);
                findings.AddRange(faults);
                kept += wasKept ? 1 : 0;
            }
        }

        Findings.None(findings);
        // Most of them are texts like others.
        Assert.True(kept > pages.Length * NaughtyStrings.All.Count / 2, $"Only {kept} texts were kept.");
    }

    [Fact]
    public async Task No_cell_of_a_table_begins_a_formula_whatever_people_are_called()
    {
        await using var portal = await PortalFactory.StartAsync(settings: new Dictionary<string, string?> { ["Limits:FormsPerMinute"] = "1000000", ["Limits:ConcernsPerHour"] = "1000000" });
        using var cast = await Cast.MakeAsync(portal);
        var address = $"/shifts/{cast.A.Shift}/roster";
        foreach (var name in NaughtyStrings.Formulas)
        {
            await cast[Role.OrganiserOfA].SubmitAsync(address, $"{address}/walk-ins", ("Name", name), ("Anyway", "true"));
        }

        await cast[Role.VolunteerOfA].SubmitAsync("/account/profile", "/account/profile", ("DisplayName", "=cmd|' /C calc'!A0"));
        var tables = new[] { $"{address}.csv", "/organise/hours.csv", "/organise/export.csv" };
        var cells = new List<string>();
        foreach (var table in tables)
        {
            var file = await cast[Role.OrganiserOfA].GetAsync(table);
            Assert.True(file.Response.IsSuccessStatusCode, $"{table}: {file.Status}");
            cells.AddRange(Csv.Cells(file.Source));
        }

        Assert.Contains(cells, cell => cell.Contains("1+1", StringComparison.Ordinal));
        Assert.Contains(cells, cell => cell.Contains("calc", StringComparison.Ordinal));
        Findings.None(cells.Where(cell => cell.Length > 0 && "=+-@\t\r".Contains(cell[0], StringComparison.Ordinal)).Select(cell => $"A cell begins a formula: {cell}"));
    }
}
