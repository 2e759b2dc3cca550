namespace Portal.Web.Tests.Infrastructure;

public sealed class OptionsTests
{
    [Theory]
    [InlineData("Portal:BaseAddress", "banana")]
    [InlineData("Portal:Name", "")]
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
