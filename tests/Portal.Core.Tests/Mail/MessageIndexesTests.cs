using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Mail.Desk;
using Portal.Core.Tests.Newsletters;

namespace Portal.Core.Tests.Mail;

/// <summary>
/// Messages become millions, and their indexes are partial: a query that does not say an index's condition in its words reads the whole table,
/// and no test with ten rows would notice. So the plans are read.
/// </summary>
public sealed partial class MessageIndexesTests
{
    private static readonly string[] Partial = ["IX_Messages_Waiting", "IX_Messages_WaitingOfNewsletter", "IX_Messages_Unsent", "IX_Messages_SentSingly"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sending_looking_and_deciding_read_messages_by_an_index_and_never_all_of_them()
    {
        var queries = new QueryCounter();
        await using var sendGrid = await SendGridStand.StartAsync();
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Sqlite, sendGrid.Settings, services => services.ConfigureDbContext<SqlitePortalDbContext>(options => options.AddInterceptors(queries)));
        var author = await portal.Data.CreateSupporterAsync();
        await portal.AddReadersAsync(3);
        var issue = await portal.SendingAsync();

        var commands = await queries.DuringAsync(async () =>
        {
            await portal.DispatchAsync();
            await portal.PressAsync();
            await portal.RunAsync<DoubtService, DoubtReport>(s => s.ResolveAsync(Token));
            await portal.RunAsync<OutageEnd>(s => s.HurryAsync(Token));
            await portal.RunAsync<MailBacklog, TimeSpan>(s => s.AgeAsync(Token));
            await portal.RunAsync<MailDesk, MailOverview>(s => s.OverviewAsync(portal.Clock.GetUtcNow(), Token));
            await portal.RunAsync<MailDesk, List<MailRow>>(s => s.ListAsync(MessageState.Held, null, 1, Token));
            await portal.RunAsync<MailDecisions, int>(s => s.ReleaseHeldAsync(author.Id, issue, Token));
            await portal.ProgressAsync(issue);
        });

        var asked = commands.Where(sql => sql.Contains("\"Messages\"", StringComparison.Ordinal) && !sql.StartsWith("INSERT", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).ToList();
        Assert.True(asked.Count > 15, $"Only {asked.Count} commands were seen.");
        await using var db = portal.NewContext();
        foreach (var sql in asked)
        {
            Assert.All(await PlanAsync(db, sql), step => Assert.True(IsByIndex(step), $"{step}\n{sql}"));
        }
    }

    [Theory]
    [InlineData("SELECT count(*) FROM \"Messages\" AS m WHERE m.\"State\" IN ('Held', 'InDoubt')")]
    [InlineData("SELECT count(*) FROM \"Messages\" AS m WHERE m.\"State\" = @state")]
    public async Task A_query_in_other_words_is_seen(string sql)
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Sqlite);
        await using var db = portal.NewContext();

        Assert.Contains(await PlanAsync(db, sql), step => !IsByIndex(step));
    }

    private static bool IsByIndex(string step) => !ScanOfMessages().IsMatch(step) || Partial.Any(name => step.EndsWith($"INDEX {name}", StringComparison.Ordinal));

    // Messages are called m in what EF writes.
    [GeneratedRegex(@"^SCAN m\d*( |$)")]
    private static partial Regex ScanOfMessages();

    [GeneratedRegex(@"@\w+")]
    private static partial Regex Parameter();

    private static async Task<List<string>> PlanAsync(PortalDbContext db, string sql)
    {
        await db.Database.OpenConnectionAsync(Token);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {sql}";
        foreach (var name in Parameter().Matches(sql).Select(m => m.Value).Distinct(StringComparer.Ordinal))
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, DBNull.Value);
            command.Parameters.Add(parameter);
        }

        var steps = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(Token);
        while (await reader.ReadAsync(Token))
        {
            steps.Add(reader.GetString(3));
        }

        return steps;
    }
}
