using Microsoft.Data.Sqlite;
using Portal.Core.Data;
using Portal.Core.Privacy;
using Portal.Testing;

namespace Portal.Jobs.Tests;

public sealed class ProgramTests
{
    [Theory]
    [InlineData("Mail:Transport", "Pigeon")]
    [InlineData("Mail:AtOnce", "0")]
    [InlineData("Database:Provider", "Oracle")]
    [InlineData("Secrets:MasterKey", SecretsOptions.DevelopmentKey)]
    public async Task A_wrong_setting_stops_a_worker_with_one_sentence_before_it_touches_the_database(string setting, string value)
    {
        await using var database = await TestDatabase.CreateEmptyAsync(DatabaseProvider.Sqlite);
        var settings = new Dictionary<string, string?>([.. TestSettings.Defaults(), .. database.Settings]) { [setting] = value };

        await using var worker = PortalProcess.StartWorker(settings);
        var (exitCode, errors) = await worker.EndedAsync();

        Assert.Equal(1, exitCode);
        Assert.Contains(setting, Assert.Single(errors.Trim().Split('\n')), StringComparison.Ordinal);
        Assert.False(File.Exists(new SqliteConnectionStringBuilder(database.ConnectionString).DataSource));
    }

    [Fact]
    public async Task A_database_that_cannot_be_reached_stops_a_worker_with_one_sentence()
    {
        var settings = TestSettings.Defaults();
        settings["Database:Provider"] = "Postgres";
        settings["ConnectionStrings:Portal"] = "Host=127.0.0.1;Port=1;Database=portal;Username=portal";

        await using var worker = PortalProcess.StartWorker(settings);
        var (exitCode, errors) = await worker.EndedAsync();

        Assert.Equal(1, exitCode);
        Assert.StartsWith("ConnectionStrings:Portal ", Assert.Single(errors.Trim().Split('\n')), StringComparison.Ordinal);
    }
}
