using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Imports;
using Portal.Core.Newsletters.Subscriptions;

namespace Portal.Core.Tests.Newsletters.Imports;

public sealed class SubscriberImportsTests
{
    [Fact]
    public void What_is_wrong_is_said_by_line()
    {
        var read = SubscriberFile.Read("address;language;country\na@example.org;fr;fr\nnobody;;\nb@example.org;xx;\nc@example.org;;ZZ\n\nA@EXAMPLE.org;;\nd@example.org;;;more\n");

        Assert.Equal(
            [(3, SubscriberFaultKind.Address), (4, SubscriberFaultKind.Language), (5, SubscriberFaultKind.Country), (8, SubscriberFaultKind.Broken)],
            read.Faults.Select(fault => (fault.Line, fault.Kind)));
        Assert.Equal((1, 1), (read.Lines.Count, read.Repeated));
        Assert.Equal(SubscriberFaultKind.NoAddressColumn, SubscriberFile.Read("language\nfr").Faults.Single().Kind);
        Assert.Equal(SubscriberFaultKind.UnknownColumn, SubscriberFile.Read("address,name\na@example.org,A").Faults.Single().Kind);
        Assert.Equal(new SubscriberFault(1, SubscriberFaultKind.ColumnTwice, "address"), SubscriberFile.Read("address,Language, ADDRESS\na@example.org,,b@example.org").Faults.Single());
        Assert.Single(SubscriberFile.Read("address,,\na@example.org,,").Lines);
        Assert.Equal([("fr", "FR")], SubscriberFile.Read("E-Mail;Langue;pays\na@example.org;fr;FR").Lines.Select(line => (line.Language, line.Country)));
        Assert.Equal("address", SubscriberFile.Read("email;address\na@example.org;b@example.org").Faults.Single().What);
        Assert.Equal(SubscriberFaultKind.Empty, SubscriberFile.Read("").Faults.Single().Kind);
        Assert.Equal(SubscriberFaultKind.Empty, SubscriberFile.Read("address\n\n").Faults.Single().Kind);
        Assert.Equal(SubscriberFaultKind.TooManyRows, SubscriberFile.Read("address\n" + string.Concat(Enumerable.Range(0, 10_001).Select(n => $"a{n}@example.org\n"))).Faults.Single().Kind);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Ten_thousand_lines_of_one_address_in_other_capitals_are_one(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var capitals = Enumerable.Range(0, 10_000).Select(n => string.Concat("amina@example.org".Select((letter, at) => (n >> at) % 2 == 1 ? char.ToUpperInvariant(letter) : letter)));

        var import = await ImportAsync(portal, "address\n" + string.Join('\n', capitals), certified: true);

        Assert.Equal((1, 0, 0, 9_999), (import.Added, import.Known, import.KeptAway, import.Repeated));
        await using var db = portal.NewContext();
        Assert.Single(await db.Subscribers.ToListAsync(TestContext.Current.CancellationToken));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_left_or_is_suppressed_stays_away_also_when_only_the_hash_is_left(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await portal.LeaveAsync((await portal.SubscribeAsync("left@example.org")).Id);
        await portal.SubscribeAsync("reads@example.org", "fr");
        await portal.AskAsync("asked@example.org");
        await portal.AddReadersAsync(1, state: SubscriberState.Suppressed);
        await StandAsync(portal, "dead@example.org", standing => standing.DeadSince = portal.Clock.GetUtcNow());
        await StandAsync(portal, "spam@example.org", standing => standing.ComplainedAt = portal.Clock.GetUtcNow());
        await StandAsync(portal, "soft@example.org", standing => standing.SoftScore = 3);

        const string file = "address,language\nLEFT@example.org,en\nreads@example.org,en\nasked@example.org,en\nsuppressed-en-0@example.org,\nDead@example.org,\nspam@example.org,\nsoft@example.org,\nnew@example.org,fr";
        var import = await ImportAsync(portal, file, certified: true);

        Assert.Equal((2, 2, 4), (import.Added, import.Known, import.KeptAway));
        Assert.Equal(SubscriberState.Unsubscribed, (await portal.FindAsync("left@example.org"))!.State);
        Assert.Equal("fr", (await portal.FindAsync("reads@example.org"))!.Language);
        Assert.Equal(SubscriberState.Pending, (await portal.FindAsync("asked@example.org"))!.State);
        Assert.Null(await portal.FindAsync("dead@example.org"));
        Assert.Null(await portal.FindAsync("spam@example.org"));
        var added = (await portal.FindAsync("new@example.org"))!;
        Assert.Equal((SubscriberState.Confirmed, ConsentSource.Certified, "fr", import.Id), (added.State, added.Source, added.Language, added.ImportId));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Without_a_certificate_each_is_asked_at_a_pace_and_begins_only_by_their_own_button(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var import = await ImportAsync(portal, "address\n" + string.Join('\n', Enumerable.Range(0, 601).Select(n => $"a{n}@example.org")), certified: false);

        Assert.Equal(601, import.Added);
        await using var db = portal.NewContext();
        Assert.Equal(0, await db.Subscribers.CountAsync(s => s.State == SubscriberState.Confirmed, TestContext.Current.CancellationToken));
        Assert.Equal(600, await db.Messages.CountAsync(m => m.NotBefore < TestPortal.Begin.AddHours(1), TestContext.Current.CancellationToken));
        Assert.Equal(1, (await portal.DispatchAsync())[MessageState.Sent]);
        var mail = Assert.Single(portal.Inbox().All());
        Assert.Contains("You once gave this address to a group", mail.TextBody, StringComparison.Ordinal);
        var first = (await portal.FindAsync("a0@example.org"))!;
        Assert.Equal(ConfirmOutcome.Confirmed, await portal.ConfirmAsync(first.Id));
        Assert.Equal(ConsentSource.Imported, (await portal.FindAsync("a0@example.org"))!.Source);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_double_tap_imports_once_and_somebody_answers_for_it(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var admin = await portal.Data.CreateAdministratorAsync();
        var read = SubscriberFile.Read("address\na@example.org");
        var grounds = new ImportGrounds("At the stall, by pen", true, Ids.New(portal.Clock));
        Assert.Null(await RunAsync(portal, admin.Id, read, grounds with { Statement = "  " }));

        var ids = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RunAsync(portal, admin.Id, read, grounds)));

        Assert.Single(ids.Distinct());
        await using var db = portal.NewContext();
        Assert.Equal("At the stall, by pen", Assert.Single(await db.SubscriberImports.ToListAsync(TestContext.Current.CancellationToken)).Statement);
        Assert.Equal(admin.Id, Assert.Single(await portal.Data.RecordAsync("subscribers.import")).ActorId);
    }

    private static async Task<SubscriberImport> ImportAsync(TestPortal portal, string file, bool certified)
    {
        var read = SubscriberFile.Read(file);
        Assert.Empty(read.Faults);
        var forecast = await portal.RunAsync<SubscriberImports, ImportForecast>(i => i.ForecastAsync(read, CancellationToken.None));
        var id = await RunAsync(portal, (await portal.Data.CreateAdministratorAsync()).Id, read, new("At the stall", certified, Ids.New(portal.Clock)));
        await using var db = portal.NewContext();
        var import = await db.SubscriberImports.SingleAsync(i => i.Id == id);
        Assert.Equal(forecast, new ImportForecast(import.Added, import.Known, import.KeptAway, import.Repeated));
        return import;
    }

    private static Task<Guid?> RunAsync(TestPortal portal, Guid admin, SubscriberFileRead read, ImportGrounds grounds) =>
        portal.RunAsync<SubscriberImports, Guid?>(i => i.ImportAsync(admin, read, grounds, CancellationToken.None));

    private static async Task StandAsync(TestPortal portal, string typed, Action<AddressStanding> what)
    {
        Assert.True(SubscriberAddress.TryParse(typed, out var address));
        var standing = new AddressStanding { AddressHash = portal.Tokens().HashOf(address) };
        what(standing);
        await portal.Data.SaveAsync(standing);
    }
}
