using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Organisations.Closures;
using Portal.Core.Privacy;
using Portal.Core.Privacy.Export;
using Portal.Core.Resources;
using Portal.Core.Tests.Accounts.Deletion;

namespace Portal.Core.Tests.Privacy.Export;

public sealed class PersonalDataTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Whatever_is_marked_as_personal_is_told_or_withheld_with_a_reason(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await using var db = portal.NewContext();
        var told = ExportSections.All.Select(section => section.Entity).Concat(ExportSections.ToldElsewhere).ToHashSet();
        var personal = Personal(db.Model).ToList();

        Findings.None(personal.Where(p => !told.Contains(p.Entity) && !Withheld.Contains(p.Entity, p.Property)).Select(p => $"{p.Entity.Name}.{p.Property} is in no section and not withheld"));
        Findings.None(Withheld.All.Where(p => !personal.Contains(p)).Select(p => $"{p.Entity.Name}.{p.Property} is withheld, and not personal"));
        // A number that names a row, and bytes, tell a reader nothing: they are told by a name, or not at all.
        Findings.None(told.SelectMany(OwnRows.Told).Where(p => p.PropertyType == typeof(Guid) || p.PropertyType == typeof(Guid?) || p.PropertyType == typeof(byte[])).Select(p => $"{p.DeclaringType!.Name}.{p.Name} is told raw"));
        Assert.True(personal.Count > 150, $"Only {personal.Count}: the inventory is read wrongly.");
    }

    [Fact]
    public void A_new_property_that_nobody_thought_of_is_found()
    {
        Assert.Equal(["Told"], OwnRows.Told(typeof(Stray)).Select(p => p.Name));
        Assert.False(Withheld.Contains(typeof(Stray), nameof(Stray.Told)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Everything_about_somebody_is_in_it_in_words_and_nobody_elses_name(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var ruth = await portal.Data.CreateSupporterAsync("Ruth Unlike", email: "ruth@example.org");
        var ben = await portal.Data.CreateAdministratorAsync("Ben Anybody");
        Assert.True(await portal.RunAsync<PhoneService, bool>(phones => phones.SaveAsync(ruth.Id, "+33 6 98 76 54 32", Stop)));
        await using (var db = portal.NewContext())
        {
            await new EveryRow(db, await db.Supporters.SingleAsync(s => s.Id == ruth.Id, Stop)).MakeAsync(Stop);
            List<string> ticked = [Intentions.FromHome, Intentions.SpeakUp];
            await db.Supporters.Where(s => s.Id == ruth.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.Intentions, ticked), Stop);
            db.AuditEntries.Add(new AuditEntry { Id = Ids.New(portal.Clock), At = portal.Clock.GetUtcNow(), ActorId = ben.Id, Action = CallRounds.Action, SubjectId = ruth.Id, Detail = "call round" });
            await db.SaveChangesAsync(Stop);
        }

        await portal.AskAsync(ruth, atOnce: false);
        foreach (var language in new[] { "en", "fr" })
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (Languages.CultureOf(language), Languages.CultureOf(language));
            var (json, html) = await ReadAsync(portal, ruth);

            Findings.None(json.RootElement.EnumerateObject().Where(section => section.Value is { ValueKind: JsonValueKind.Array } rows && rows.GetArrayLength() == 0).Select(section => $"{section.Name} is empty").Except(["address is empty"]));
            Assert.Equal("+33 6 98 76 54 32", json.RootElement.GetProperty("account")[0].GetProperty("phone").GetString());
            Assert.Contains("ruth@example.org", html, StringComparison.Ordinal);
            Assert.Contains(language == "fr" ? "aider à distance, faire entendre sa voix" : "helping from home, speaking up", html, StringComparison.Ordinal);
            Assert.Contains(language == "fr" ? "Créneaux réservés" : "Shifts you booked", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("http", html, StringComparison.OrdinalIgnoreCase);
            foreach (var text in new[] { html, json.RootElement.GetRawText() })
            {
                Assert.DoesNotContain("Anybody", text, StringComparison.Ordinal);
                Assert.DoesNotContain(ben.Id.ToString(), text, StringComparison.Ordinal);
                Assert.DoesNotContain(ruth.PasswordHash!, text, StringComparison.Ordinal);
            }
        }

        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (Languages.CultureOf("en"), Languages.CultureOf("en"));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Nobody_reads_what_is_anothers(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (ruth, ben) = (await portal.Data.CreateSupporterAsync("Ruth Unlike", email: "ruth@example.org"), await portal.Data.CreateSupporterAsync("Ben"));
        await using (var db = portal.NewContext())
        {
            await new EveryRow(db, await db.Supporters.SingleAsync(s => s.Id == ruth.Id, Stop)).MakeAsync(Stop);
        }

        var (json, html) = await ReadAsync(portal, ben);

        Assert.DoesNotContain("Xyq", json.RootElement.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("ruth", html, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(["account", "madeAt"], json.RootElement.EnumerateObject().Where(s => s.Value.ValueKind != JsonValueKind.Array || s.Value.GetArrayLength() > 0).Select(s => s.Name).Order());
    }

    [Fact]
    public async Task What_somebody_typed_is_no_markup_in_it()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Sqlite);
        var ruth = await portal.Data.CreateSupporterAsync("<script>alert(1)</script>");

        var (json, html) = await ReadAsync(portal, ruth);

        Assert.Equal("<script>alert(1)</script>", json.RootElement.GetProperty("account")[0].GetProperty("displayName").GetString());
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
    }

    private static async Task<(JsonDocument Json, string Html)> ReadAsync(TestPortal portal, Supporter person)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        var document = await scope.ServiceProvider.GetRequiredService<PersonalData>().ReadAsync(person.Id, Stop);
        using var zip = new ZipArchive(new MemoryStream(scope.ServiceProvider.GetRequiredService<ExportFile>().Zip(document)));
        Assert.Equal(["data.json", "data.html"], zip.Entries.Select(e => e.FullName));
        await using var json = await zip.GetEntry("data.json")!.OpenAsync(Stop);
        using var html = new StreamReader(await zip.GetEntry("data.html")!.OpenAsync(Stop));
        return (await JsonDocument.ParseAsync(json, cancellationToken: Stop), await html.ReadToEndAsync(Stop));
    }

    private static IEnumerable<(Type Entity, string Property)> Personal(IModel model) => Inventory.Of(model).Select(entry => (entry.Entity, entry.Property));

    private sealed class Stray
    {
        [Personal("to see that it is found", Tier.Restricted, "never", "nobody")]
        public string Told { get; set; } = "";

        [NotPersonal(Because.Identifier)]
        public Guid Id { get; set; }
    }
}
