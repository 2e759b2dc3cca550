using System.Reflection;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Portal.Core;
using Portal.Core.Accounts;
using Portal.Core.Mail;
using Portal.Core.Organisations;
using Portal.Core.Privacy;
using Portal.Testing.Access;
using Portal.Testing.Letters;

namespace Portal.Web.Tests.Access;

/// <summary>Secrets that stand nowhere else are looked for in everything that the portal says to anybody.</summary>
[Collection(AccessTests.Name)]
public sealed class CanaryTests(AccessTown town)
{
    // The title of a public update: it has to be found, or nothing would be.
    private const string Control = "Soup tonight";
    private const int FewestPages = 600;

    private static readonly Role[] Crawlers = [Role.Nobody, Role.Supporter, Role.VolunteerOfA, Role.LeadOfA, Role.OrganiserOfA, Role.OrganiserOfB, Role.Administrator, Role.Auditor];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_stored_secret_has_a_canary()
    {
        await using var db = town.Portal.NewContext();
        var secret = db.Model.GetEntityTypes().SelectMany(type => type.GetProperties()).Where(IsSecret).Select(property => $"{property.DeclaringType.ClrType.Name}.{property.Name}").Distinct(StringComparer.Ordinal).ToList();

        var canaries = await town.SecretsAsync();

        Assert.True(secret.Count >= 8, $"Only {secret.Count} properties are secret.");
        Findings.None(secret.Except(canaries.Keys).Except(Secrets.Unfindable.Keys).Select(name => $"{name} is of tier S and has no canary: give it one in Secrets, so that the crawl looks for it."));
    }

    [Fact]
    public async Task No_page_feed_file_or_header_tells_a_secret_to_whom_it_does_not_belong()
    {
        var (matrix, policy, secrets) = (await town.MatrixAsync(), AccessPolicy.Read(), (await town.SecretsAsync()).Values.SelectMany(texts => texts));
        var (findings, pages, controls) = (new List<string>(), 0, 0);
        foreach (var role in Crawlers)
        {
            var crawl = await new Crawl(town, matrix, new Canaries([.. secrets, Control]), role).RunAsync();
            pages += crawl.Pages;
            controls += crawl.Found.Count(found => found.Canary == Control);
            findings.AddRange(crawl.Failed.Distinct(StringComparer.Ordinal));
            findings.AddRange(crawl.Found.Where(found => found.Canary != Control && !(policy.Telling.ContainsKey(found.Route) && MayKnow(role, found.Canary)))
                .Select(found => $"{found.Address} tells {role.Name()} '{found.Canary}'. If that is meant, say why under [where secrets may stand] in the policy file: {found.Route}"));
            Assert.True(policy.Telling.Count == 0 || role != Role.OrganiserOfA || crawl.Found.Any(found => MayKnow(role, found.Canary)), "Not even an organiser found the point of her own site.");
        }

        Findings.None(findings);
        Assert.True(pages >= FewestPages, $"Only {pages} pages were read.");
        Assert.True(controls >= Crawlers.Length, $"What everybody may read was found {controls} times only.");
        // By now every page was written out, for everybody: what the file says of looking is what looking does, no less and no more.
        Findings.None(matrix.Writes.Where(route => !policy.Writing.TryGetValue(route.Key, out var line) || !route.Value.SetEquals(AccessPolicy.TablesOf(line))).Select(route => $"{route.Key} changes {string.Join(' ', route.Value)}, and the policy file says something else."));
        Findings.None(policy.Writing.Keys.Except(matrix.Writes.Keys).Select(route => $"{route} changes nothing, where the policy file says it does."));
    }

    [Fact]
    public async Task No_mail_tells_a_secret()
    {
        await using var portal = await PortalFactory.StartAsync();
        await EveryLetter.WriteAsync(portal, new LetterSetting("en"));
        var group = new Organisation { Id = Guid.Empty, Slug = "a", Name = "A", Standing = Standing.Member, Summary = LocalText.Of("A"), Description = LocalText.Of("A") };
        await SealEverywhereAsync(portal, group);

        await portal.Services.GetRequiredService<Dispatcher>().DispatchUntilEmptyAsync(Stop);

        var canaries = new Canaries([Secrets.PointOf(group), Secrets.LinkOf(group), Secrets.PhoneOf(group), Secrets.Factor]);
        var mails = portal.Mail.All();
        Assert.True(mails.Count >= EveryLetter.Cases.Values.Sum(cases => cases.Count), $"{mails.Count} mails");
        Findings.None(mails.SelectMany(mail => canaries.In(Everything(mail)).Select(canary => $"'{mail.Subject}' to {mail.To} tells '{canary}'")));
        Assert.Contains(mails, mail => new Canaries(["Calais Food Collective"]).In(Everything(mail)).Count > 0);
    }

    [Theory]
    [InlineData("Canary point zq7alpha")]
    [InlineData("CANARY&#32;point&nbsp;zq7alph&#x61;")]
    [InlineData("?place=Canary%20point%20zq7alpha")]
    [InlineData("{\"place\":\"Canary point zq7\\u0061lpha\"}")]
    [InlineData("Q2FuYXJ5IHBvaW50IHpxN2FscGhh")]
    [InlineData("QwBhAG4AYQByAHkAIABwAG8AaQBuAHQAIAB6AHEANwBhAGwAcABoAGEA")]
    public void A_canary_is_found_however_it_is_written(string text)
    {
        var canaries = new Canaries(["Canary point zq7alpha"]);

        Assert.Single(canaries.In(Encoding.UTF8.GetBytes($"<p>before {text} after</p>")));
        Assert.Single(canaries.In([], $"Link: <{text}>"));
        Assert.Single(canaries.In(Encoding.Unicode.GetBytes("Canary point zq7alpha")));
        Assert.Empty(canaries.In(Encoding.UTF8.GetBytes("Canary point zq7alph")));
    }

    // An organisation's secrets are known to its own people, a phone to whom it belongs, and a concern to whom it was told.
    private static bool MayKnow(Role role, string canary) => role switch
    {
        Role.VolunteerOfA or Role.OrganiserOfA => canary.Contains("alpha", StringComparison.Ordinal) || (role == Role.VolunteerOfA && canary.EndsWith("01", StringComparison.Ordinal)),
        Role.OrganiserOfB => canary.Contains("beta", StringComparison.Ordinal),
        Role.Auditor => canary == Secrets.Detail,
        Role.Administrator => canary.StartsWith("Canary concern", StringComparison.Ordinal) || canary == Secrets.Note,
        _ => false,
    };

    private static bool IsSecret(IProperty property) =>
        (property.PropertyInfo?.GetCustomAttribute<PersonalAttribute>() ?? FrameworkInventory.Find(property.DeclaringType.ClrType, property.Name)) is PersonalAttribute { Tier: Tier.Secret };

    private static byte[] Everything(MimeMessage mail)
    {
        using var all = new MemoryStream();
        mail.WriteTo(all);
        foreach (var part in mail.BodyParts.OfType<MimePart>())
        {
            part.Content?.DecodeTo(all);
        }

        all.Write(Encoding.UTF8.GetBytes($"{mail.Subject} {mail.From} {mail.To}"));
        return all.ToArray();
    }

    private static async Task SealEverywhereAsync(PortalFactory portal, Organisation group)
    {
        await using var db = portal.NewContext();
        var vault = portal.Services.GetRequiredService<Vault>();
        var (point, link) = (Secrets.PointOf(group), Secrets.LinkOf(group));
        foreach (var site in await db.Sites.Select(s => s.Id).ToListAsync(Stop))
        {
            var organiser = await db.Memberships.Where(m => m.Role == MembershipRole.Organiser && db.Sites.Any(s => s.Id == site && s.OrganisationId == m.OrganisationId)).Select(m => m.SupporterId).FirstAsync(Stop);
            await portal.RunAsync<MeetingPointService, MovePointOutcome>(s => s.MoveAsync(organiser, site, point, Stop));
        }

        foreach (var shift in await db.Shifts.Select(s => s.Id).ToListAsync(Stop))
        {
            db.JoiningLinks.Add(new() { ShiftId = shift, Sealed = await vault.SealAsync(db, shift, link, Stop), Version = 1, MovedAt = portal.Clock.GetUtcNow() });
        }

        await db.SaveChangesAsync(Stop);
        foreach (var person in await db.Supporters.Select(s => s.Id).ToListAsync(Stop))
        {
            await portal.RunAsync<PhoneService, bool>(s => s.SaveAsync(person, Secrets.PhoneOf(group), Stop));
        }

        await Secrets.PlantAsync(portal, await db.Supporters.FirstAsync(Stop));
    }
}
