using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Data;
using Portal.Core.Privacy;
using Portal.Core.Resources;

namespace Portal.Core.Tests.Privacy;

public sealed class RegisterTests
{
    [Fact]
    public async Task The_register_says_what_the_code_does()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Sqlite);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (Languages.CultureOf("en"), Languages.CultureOf("en"));

        var written = portal.Services.GetRequiredService<Register>().Write();

        // When this fails: ./dev register, and read whether the words on /privacy for the changed row are still true.
        Assert.Equal(await File.ReadAllTextAsync(Repository.Path("docs", "register.md"), TestContext.Current.CancellationToken), written);
    }

    [Fact]
    public async Task Whatever_is_stored_about_people_stands_in_a_row_of_the_page_and_no_row_is_empty()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Sqlite);
        await using var db = portal.NewContext();
        var rows = portal.Services.GetRequiredService<PrivacyTable>().Rows;
        var texts = portal.Services.GetRequiredService<Phrasebook>();

        Findings.None(PrivacyTable.Unspoken(Inventory.Of(db.Model)).Select(entry => $"{entry.Entity.Name}.{entry.Property}"));
        Assert.Equal(["Log"], rows.Where(row => row.Entries.Count == 0).Select(row => row.Name));
        Assert.Equal(["Audit", "Concerns", "Newsletter", "Phone", "Point", "SignIn"], rows.Where(row => row.IsSealed).Select(row => row.Name).Order());
        foreach (var language in new[] { "en", "fr" })
        {
            CultureInfo.CurrentUICulture = Languages.CultureOf(language);
            Assert.All(rows.SelectMany(row => new[] { "", "Why", "Who", "Long" }.Select(part => $"Privacy.{row.Name}{part}")), key => Assert.NotNull(texts.Find(key)));
        }
    }
}
