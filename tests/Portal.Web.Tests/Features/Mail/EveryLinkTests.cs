using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Testing.Letters;

namespace Portal.Web.Tests.Features.Mail;

public sealed class EveryLinkTests
{
    // A look at a meeting point is on record, the readers of this test are signed in, on which day they were here,
    // and that one saw a question; none is an answer to what a letter asks.
    private static readonly string[] MayGrow = ["AuditEntries", "DataKeys", "Attempts", "DataProtectionKeys", "CallOutAsks", "Sessions", "LastVisits"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_kind_of_letter_has_its_case()
    {
        await using var portal = await PortalFactory.StartAsync();
        await using var scope = portal.Services.CreateAsyncScope();

        var kinds = scope.ServiceProvider.GetServices<ILetterWriter>().Select(writer => writer.Template).Append(NewsletterLetters.Issue);

        Assert.Equal(kinds.Order(StringComparer.Ordinal), EveryLetter.Cases.Keys.Order(StringComparer.Ordinal));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Every_link_of_every_letter_leads_somewhere_and_opening_it_changes_nothing(DatabaseProvider provider)
    {
        await using var portal = new PortalFactory { Provider = provider };
        portal.ServeOnKestrel();
        await portal.InitializeAsync();
        IReadOnlyList<SentLetter> letters = [.. await SendAsync(portal, "fr"), .. provider == DatabaseProvider.Sqlite ? await SendAsync(portal, "en") : []];
        var before = await RowsAsync(portal);
        var findings = new List<string>();
        using var stranger = portal.Anonymous();

        foreach (var letter in letters)
        {
            if (!letter.HtmlLinks.SequenceEqual(letter.TextLinks))
            {
                findings.Add($"{letter}: the parts differ: {string.Join(' ', letter.HtmlLinks)} | {string.Join(' ', letter.TextLinks)}");
            }

            using var reader = letter.Written.Reader is { } supporter ? await portal.SignedInAsync(supporter) : portal.Anonymous();
            foreach (var link in letter.HtmlLinks.Concat(letter.TextLinks).Concat(letter.HeaderLinks).Distinct(StringComparer.Ordinal))
            {
                findings.AddRange((await LookAsync(portal, link, stranger, reader)).Select(what => $"{letter}: {link}: {what}"));
                findings.AddRange(SentLetter.TokensIn(link).Where(token => before.Values.Any(rows => rows.Any(row => row.Contains(token, StringComparison.OrdinalIgnoreCase)))).Select(token => $"{letter}: stored: {token}"));
            }
        }

        findings.AddRange(Changes(before, await RowsAsync(portal)));
        Findings.None(findings);
        Assert.True(letters.SelectMany(letter => letter.HtmlLinks).SelectMany(SentLetter.TokensIn).Distinct(StringComparer.Ordinal).Count() >= 4);
    }

    private static async Task<IReadOnlyList<SentLetter>> SendAsync(PortalFactory portal, string language)
    {
        var written = await EveryLetter.WriteAsync(portal, new LetterSetting(language));
        await portal.Services.GetRequiredService<Dispatcher>().DispatchUntilEmptyAsync(Stop);
        await using var db = portal.NewContext();
        var ids = written.Select(one => one.MessageId).ToList();
        var lost = await db.Messages.Where(m => ids.Contains(m.Id) && m.State != MessageState.Sent).Select(m => $"{m.Template}: {m.State} {m.Reason}").ToListAsync(Stop);
        Findings.None(lost);
        return [.. written.Select(one => new SentLetter(one, MimeMessage.Load(Path.Combine(portal.Settings["Mail:PickupFolder"]!, $"{one.MessageId}.eml"), Stop)))];
    }

    // First as somebody who only has the mail, then as who it is for.
    private static async Task<IEnumerable<string>> LookAsync(PortalFactory portal, string link, FormClient stranger, FormClient reader)
    {
        if (!link.StartsWith(portal.BaseAddress + "/", StringComparison.Ordinal))
        {
            return ["leads away"];
        }

        var path = new Uri(link).AbsolutePath;
        var findings = new List<string>();
        var page = await stranger.GetAsync(link);
        var asked = page.Address.AbsolutePath == "/account/sign-in" && path != "/account/sign-in";
        if (!page.Response.IsSuccessStatusCode && !(page.Status == System.Net.HttpStatusCode.NotFound && path.StartsWith("/shifts/", StringComparison.Ordinal)))
        {
            findings.Add($"{(int)page.Status} to a stranger");
        }

        if (asked || page.Address.AbsolutePath == path)
        {
            page = await reader.GetAsync(link);
        }

        if (!page.Response.IsSuccessStatusCode || page.Address.AbsolutePath == "/account/sign-in" && path != "/account/sign-in" || page.Heading == "This link is of no use any more")
        {
            findings.Add($"{(int)page.Status} at {page.Path} to its reader: {page.Heading}");
        }

        return findings;
    }

    private static IEnumerable<string> Changes(Dictionary<string, List<string>> before, Dictionary<string, List<string>> after) =>
        from table in before.Keys
        where !MayGrow.Contains(table) && !before[table].SequenceEqual(after[table])
        from row in after[table].Except(before[table]).Take(3).DefaultIfEmpty("a row is gone")
        select $"{table} changed: {row}";

    private static async Task<Dictionary<string, List<string>>> RowsAsync(PortalFactory portal)
    {
        await using var db = portal.NewContext();
        return await TableRows.ReadAsync(db);
    }
}
