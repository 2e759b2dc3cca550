using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Time.Testing;
using Portal.Core;
using Portal.Core.Data;

namespace Portal.Testing;

/// <summary>
/// The core of the portal without its web, on a database of its own: for tests of services.
/// <c>await using var portal = await TestPortal.StartAsync(provider);</c>
/// </summary>
public sealed class TestPortal : IAsyncDisposable
{
    private readonly bool _ownsDatabase;
    private readonly ServiceProvider _services;

    private TestPortal(TestDatabase database, bool ownsDatabase, FakeTimeProvider clock, ServiceProvider services)
    {
        _ownsDatabase = ownsDatabase;
        Database = database;
        Clock = clock;
        _services = services;
        Data = new TestData(services);
    }

    /// <summary>When every test begins: a Thursday morning in January, far from clock changes and public holidays.</summary>
    public static DateTimeOffset Begin { get; } = DateTimeOffset.Parse("2027-01-14T09:00:00Z", CultureInfo.InvariantCulture);

    /// <summary>Its database.</summary>
    public TestDatabase Database { get; }

    /// <summary>Its clock, which stands at <see cref="Begin"/> until a test moves it.</summary>
    public FakeTimeProvider Clock { get; }

    /// <summary>The core's services, validated as at run time.</summary>
    public IServiceProvider Services => _services;

    /// <summary>Makes people, organisations and shifts in it.</summary>
    public TestData Data { get; }

    /// <summary>Starts a portal on a fresh database; <paramref name="settings"/> come on top, <paramref name="more"/> registers what a test replaces.</summary>
    public static async Task<TestPortal> StartAsync(
        DatabaseProvider provider, IReadOnlyDictionary<string, string?>? settings = null, Action<IServiceCollection>? more = null)
    {
        var database = await TestDatabase.CreateAsync(provider);
        return Start(database, ownsDatabase: true, settings, more);
    }

    /// <summary>A portal on a database that the caller made and disposes.</summary>
    public static TestPortal StartOn(
        TestDatabase database, IReadOnlyDictionary<string, string?>? settings = null, Action<IServiceCollection>? more = null) =>
        Start(database, ownsDatabase: false, settings, more);

    /// <summary>A fresh context; the caller disposes it.</summary>
    public PortalDbContext NewContext() => _services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContext();

    /// <summary>Runs one use case of a service in a scope of its own, as a request would.</summary>
    public async Task<TResult> RunAsync<TService, TResult>(Func<TService, Task<TResult>> work)
        where TService : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <summary>The same for work without a result.</summary>
    public Task RunAsync<TService>(Func<TService, Task> work)
        where TService : notnull =>
        RunAsync<TService, bool>(async service =>
        {
            await work(service);
            return true;
        });

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_ownsDatabase)
        {
            await Database.DisposeAsync();
        }
    }

    internal static async Task MigrateAsync(DatabaseProvider provider, string connectionString)
    {
        KeyValuePair<string, string?>[] settings = [new("Database:Provider", provider.ToString()), new("ConnectionStrings:Portal", connectionString)];
        await using var services = Build(settings, TimeProvider.System, more: null);
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DatabaseStart>().MigrateAsync(CancellationToken.None);
    }

    private static TestPortal Start(TestDatabase database, bool ownsDatabase, IReadOnlyDictionary<string, string?>? settings, Action<IServiceCollection>? more)
    {
        var clock = new FakeTimeProvider(Begin);
        return new TestPortal(database, ownsDatabase, clock, Build([.. database.Settings, .. settings ?? new Dictionary<string, string?>()], clock, more));
    }

    private static ServiceProvider Build(IEnumerable<KeyValuePair<string, string?>> settings, TimeProvider clock, Action<IServiceCollection>? more)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(TestSettings.Defaults()).AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddSingleton<IHostEnvironment>(new HostingEnvironment { EnvironmentName = TestSettings.Environment, ApplicationName = "Portal.Web", ContentRootPath = AppContext.BaseDirectory });
        services.AddSingleton(clock);
        services.AddLogging();
        services.AddPortalCore(configuration);
        more?.Invoke(services);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }
}
