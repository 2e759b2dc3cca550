using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Accounts.AddressChanges;
using Portal.Core.Data;
using Portal.Core.Mail;

namespace Portal.Core.Tests.Accounts.AddressChanges;

public sealed class AddressChangeRaceTests
{
    private const string New = "wanted@example.org";

    // As many as may ask for mail to one address on one day.
    private const int People = 6;

    private const string Network = "192.0.2.1";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Of_many_accounts_that_take_one_address_at_once_one_has_it(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var people = new List<(Supporter Supporter, Guid Change, string Token)>();
        for (var i = 0; i < People; i++)
        {
            var person = await portal.Data.CreateSupporterAsync();
            people.Add((person, await AskAsync(portal, person), await TokenAsync(portal, person)));
            portal.Clock.Advance(TimeSpan.FromHours(2));
        }

        var outcomes = await AllAtOnceAsync(people.Select(one => (Func<Task<ConfirmChangeOutcome>>)(() => ConfirmAsync(portal, one.Change, one.Token, one.Supporter.Id))));

        Assert.Equal(1, outcomes.Count(o => o.Result == ConfirmChangeResult.Changed));
        Assert.Equal(People - 1, outcomes.Count(o => o.Result == ConfirmChangeResult.Taken));
        await using var db = portal.NewContext();
        var winner = await db.Supporters.SingleAsync(s => s.NormalizedEmail == "WANTED@EXAMPLE.ORG", Stop);
        Assert.Equal(New, winner.UserName);
        Assert.Equal(1, await db.Messages.CountAsync(m => m.Template == AddressChangedLetter.Name, Stop));
        Assert.Equal(1, await db.AddressChanges.CountAsync(c => c.DoneAt != null, Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task The_same_button_pressed_many_times_changes_once_and_tells_once(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var person = await portal.Data.CreateSupporterAsync();
        var (change, token) = (await AskAsync(portal, person), await TokenAsync(portal, person));

        var outcomes = await AllAtOnceAsync(Enumerable.Repeat<Func<Task<ConfirmChangeOutcome>>>(() => ConfirmAsync(portal, change, token, person.Id), 8));

        Assert.Equal(1, outcomes.Count(o => o.Result == ConfirmChangeResult.Changed));
        Assert.Equal(7, outcomes.Count(o => o.Result == ConfirmChangeResult.Refused));
        await using var db = portal.NewContext();
        Assert.Equal(person.Email, (await db.AddressChanges.SingleAsync(Stop)).OldAddress);
        Assert.Equal(1, await db.Messages.CountAsync(m => m.Template == AddressChangedLetter.Name, Stop));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Who_joined_with_the_address_and_confirmed_keeps_it_and_who_did_not_confirm_does_not(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var person = await portal.Data.CreateSupporterAsync();
        var (change, token) = (await AskAsync(portal, person), await TokenAsync(portal, person));
        var other = await portal.Data.CreateSupporterAsync(email: New);
        Assert.Equal(ConfirmChangeResult.Taken, (await ConfirmAsync(portal, change, token, person.Id)).Result);
        await using var db = portal.NewContext();
        Assert.Equal(person.Email, (await db.Supporters.AsNoTracking().SingleAsync(s => s.Id == person.Id, Stop)).Email);
        await db.Supporters.Where(s => s.Id == other.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.EmailConfirmed, false), Stop);

        Assert.Equal(ConfirmChangeResult.Changed, (await ConfirmAsync(portal, change, token, person.Id)).Result);

        var squatter = await db.Supporters.AsNoTracking().SingleAsync(s => s.Id == other.Id, Stop);
        Assert.Equal((null, null, null, null, null), (squatter.Email, squatter.NormalizedEmail, squatter.UserName, squatter.NormalizedUserName, squatter.PasswordHash));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task What_is_over_is_erased(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        var (done, asked) = (await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync());
        await ConfirmAsync(portal, await AskAsync(portal, done), await TokenAsync(portal, done), done.Id);
        await AskAsync(portal, asked, "another@example.org");
        Task<int> ForgetAsync() => portal.RunAsync<AddressChangeService, int>(s => s.ForgetAsync(Stop));

        portal.Clock.Advance(AddressChange.Lifetime - TimeSpan.FromSeconds(1));
        Assert.Equal(0, await ForgetAsync());
        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await ForgetAsync());
        portal.Clock.Advance(AddressChange.Remembered);
        Assert.Equal(1, await ForgetAsync());
    }

    private static async Task<Guid> AskAsync(TestPortal portal, Supporter person, string address = New)
    {
        var outcome = await portal.RunAsync<AddressChangeService, AskChangeOutcome>(s => s.AskAsync(person.Id, address, TestData.Password, Network, Stop));
        Assert.Equal(new AskChangeOutcome(), outcome);
        await using var db = portal.NewContext();
        return await db.AddressChanges.Where(c => c.SupporterId == person.Id && c.DoneAt == null).Select(c => c.Id).SingleAsync(Stop);
    }

    private static Task<string> TokenAsync(TestPortal portal, Supporter person) =>
        portal.RunAsync<UserManager<Supporter>, string>(async people => await people.GenerateChangeEmailTokenAsync((await people.FindByIdAsync($"{person.Id}"))!, New));

    private static Task<ConfirmChangeOutcome> ConfirmAsync(TestPortal portal, Guid change, string token, Guid viewer) =>
        portal.RunAsync<AddressChangeService, ConfirmChangeOutcome>(s => s.ConfirmAsync(change, token, viewer, null, Network, Stop));

    private static async Task<ConfirmChangeOutcome[]> AllAtOnceAsync(IEnumerable<Func<Task<ConfirmChangeOutcome>>> presses)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = presses.Select(press => Task.Run(
            async () =>
            {
                await gate.Task;
                return await press();
            },
            Stop)).ToList();
        gate.SetResult();
        return await Task.WhenAll(running);
    }
}
