using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Data;
using Portal.Core.Mail;

namespace Portal.Core.Tests.Mail;

public sealed class MailComposerTests
{
    [Fact]
    public async Task A_connection_that_is_cut_while_a_letter_is_written_burns_no_message()
    {
        Assert.SkipUnless(PostgresCluster.WhyNot is null, PostgresCluster.WhyNot ?? "");
        await using var database = await TestDatabase.CreateAsync(DatabaseProvider.Postgres);
        var cuts = new ConnectionCuts(database, times: 1);
        await using var portal = TestPortal.StartOn(database, more: cuts.AddWriter);
        var id = await portal.WriteAsync(await portal.Data.CreateSupporterAsync(), "one", ConnectionCuts.Template);

        await Assert.ThrowsAnyAsync<Exception>(portal.DispatchAsync);

        Assert.Equal(1, cuts.Made);
        var waiting = await portal.ReadAsync(id);
        Assert.Equal((MessageState.Pending, 0, (string?)null), (waiting.State, waiting.Attempts, waiting.Reason));
        await portal.DispatchAsync();
        Assert.Equal(MessageState.Sent, (await portal.ReadAsync(id)).State);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_database_that_does_not_answer_in_time_burns_no_message_and_a_broken_template_its_own(DatabaseProvider provider)
    {
        var slow = true;
        await using var portal = await TestPortal.StartAsync(provider, more: services =>
        {
            MailTests.Writers(services);
            services.AddScoped<ILetterWriter>(_ => new StubWriter("slow", () => slow
                ? throw new InvalidOperationException("likely due to a transient failure", new TimeoutException())
                : WrittenLetter.Skip("seen")));
        });
        var amina = await portal.Data.CreateSupporterAsync();
        var waits = await portal.WriteAsync(amina, "slow", "slow");

        await Assert.ThrowsAsync<InvalidOperationException>(portal.DispatchAsync);
        Assert.Equal(MessageState.Pending, (await portal.ReadAsync(waits)).State);

        slow = false;
        var broken = await portal.WriteAsync(amina, "broken", "throws");
        await portal.DispatchAsync();
        Assert.Equal((MessageState.Skipped, "seen"), ((await portal.ReadAsync(waits)).State, (await portal.ReadAsync(waits)).Reason));
        Assert.Equal((MessageState.Failed, "template-failed: InvalidOperationException"), ((await portal.ReadAsync(broken)).State, (await portal.ReadAsync(broken)).Reason));
    }
}
