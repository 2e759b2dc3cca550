namespace Portal.Web.Tests.Infrastructure;

public sealed class OptionsTests
{
    [Theory]
    [InlineData("Portal:BaseAddress", "banana")]
    [InlineData("Portal:BaseAddress", "https://portal.example/?from=mail")]
    [InlineData("Portal:Name", "")]
    [InlineData("Portal:TimeZone", "Mars/Base")]
    [InlineData("Portal:DonationPage", "http://give.example.org")]
    [InlineData("Limits:ConnectionsPerPerson", "0")]
    [InlineData("ConnectionStrings:Portal", "Hots=nowhere")]
    [InlineData("ConnectionStrings:Portal", "Data Source=/dev/null/portal.db")]
    [InlineData("Mail:PickupFolder", "/dev/null/mail")]
    [InlineData("Database:Provider", "Oracle")]
    [InlineData("Database:Provider", "7")]
    [InlineData("Database:MigrateAtStart", "perhaps")]
    [InlineData("Mail:Transport", "Pigeon")]
    [InlineData("Secrets:MasterKey", "short")]
    public async Task A_wrong_setting_stops_the_start_with_a_sentence_that_names_it(string setting, string value)
    {
        await using var database = await TestDatabase.CreateAsync(Core.Data.DatabaseProvider.Sqlite);
        var settings = new Dictionary<string, string?>([.. TestSettings.Defaults(), .. database.Settings]) { [setting] = value };

        var (exitCode, errors) = await PortalProcess.RunToEndAsync(settings);

        Assert.Equal(1, exitCode);
        Assert.Contains(setting, Assert.Single(errors.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Database=portal;Username=portal")]
    [InlineData("Host=127.0.0.1;Prot=1")]
    [InlineData("Database=portal")]
    public async Task A_PostgreSQL_that_cannot_be_reached_stops_the_start_with_a_sentence(string connection)
    {
        var (exitCode, errors) = await PortalProcess.RunToEndAsync(new Dictionary<string, string?>(TestSettings.Defaults())
        {
            ["Database:Provider"] = "Postgres",
            ["ConnectionStrings:Portal"] = connection,
        });

        Assert.Equal(1, exitCode);
        Assert.StartsWith("ConnectionStrings:Portal ", Assert.Single(errors.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_stops_the_start_with_a_sentence()
    {
        var file = Path.Combine(TestFolder.New("file"), "portal.db");
        await File.WriteAllTextAsync(file, new string('x', 4096), TestContext.Current.CancellationToken);

        var (exitCode, errors) = await PortalProcess.RunToEndAsync(
            new Dictionary<string, string?>(TestSettings.Defaults()) { ["ConnectionStrings:Portal"] = $"Data Source={file}" });

        Assert.Equal(1, exitCode);
        Assert.Contains("not a database", Assert.Single(errors.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_settings_of_several_sections_are_told_at_once()
    {
        await using var database = await TestDatabase.CreateAsync(Core.Data.DatabaseProvider.Sqlite);
        var settings = new Dictionary<string, string?>([.. TestSettings.Defaults(), .. database.Settings]) { ["Secrets:MasterKey"] = "short", ["Mail:AtOnce"] = "0" };

        var (exitCode, errors) = await PortalProcess.RunToEndAsync(settings);

        Assert.Equal(1, exitCode);
        var lines = errors.Trim().Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.Contains("Mail:AtOnce must be between 1 and 50.", lines, StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_second_portal_on_the_same_file_refuses_to_start()
    {
        await using var portal = await PortalFactory.StartAsync();

        var (exitCode, errors) = await PortalProcess.RunToEndAsync([.. TestSettings.Defaults(), .. portal.Database.Settings]);

        Assert.Equal(1, exitCode);
        Assert.Contains("one process", Assert.Single(errors.Trim().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Right_settings_let_it_work()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(Core.Data.DatabaseProvider.Sqlite);

        var (exitCode, errors) = await PortalProcess.RunToEndAsync([.. TestSettings.Defaults(), .. database.Settings], "migrate");

        Assert.Equal((0, ""), (exitCode, errors));
    }
}
