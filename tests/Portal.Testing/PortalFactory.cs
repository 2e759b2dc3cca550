using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Xunit;

namespace Portal.Testing;

/// <summary>
/// The whole portal in memory with its real pipeline, antiforgery included, on a database of its own.
/// As a fixture (<c>IClassFixture&lt;PortalFactory&gt;</c>) it runs on SQLite; for both databases
/// <c>await using var portal = await PortalFactory.StartAsync(provider);</c>
/// </summary>
public sealed class PortalFactory : WebApplicationFactory<Program>, IAsyncLifetime
{
    private TestDatabase? _database;
    private string? _kestrelAddress;

    /// <summary>Which database; set before it starts.</summary>
    public DatabaseProvider Provider { get; init; } = DatabaseProvider.Sqlite;

    /// <summary>A database to stand on that somebody else made and disposes; by default one of its own.</summary>
    public TestDatabase? SharedDatabase { get; init; }

    /// <summary>Settings, the tests' own defaults among them; change them before it starts.</summary>
    public Dictionary<string, string?> Settings { get; } = TestSettings.Defaults();

    /// <summary>Registers what a test replaces; set before it starts.</summary>
    public Action<IServiceCollection>? More { get; init; }

    /// <summary>Its clock, which stands at <see cref="TestPortal.Begin"/> until a test moves it.</summary>
    public TestClock Clock { get; } = new(TestPortal.Begin);

    /// <summary>Its database.</summary>
    public TestDatabase Database => SharedDatabase ?? _database ?? throw new InvalidOperationException("Start the portal first: InitializeAsync or StartAsync.");

    /// <summary>Counts its database commands.</summary>
    public QueryCounter Queries { get; } = new();

    /// <summary>The mail it sent.</summary>
    public MailBox Mail => new(Settings["Mail:PickupFolder"]!);

    /// <summary>Makes people, organisations and shifts in it.</summary>
    public TestData Data => new(Services);

    /// <summary>Where it is reached, without a slash at the end.</summary>
    public string BaseAddress => Settings["Portal:BaseAddress"]!;

    /// <summary>A started portal.</summary>
    public static async Task<PortalFactory> StartAsync(
        DatabaseProvider provider = DatabaseProvider.Sqlite, IReadOnlyDictionary<string, string?>? settings = null, Action<IServiceCollection>? more = null)
    {
        var portal = new PortalFactory { Provider = provider, More = more };
        foreach (var (key, value) in settings ?? new Dictionary<string, string?>())
        {
            portal.Settings[key] = value;
        }

        await portal.InitializeAsync();
        return portal;
    }

    /// <summary>Serves on a real port of this machine, for browsers; to be called before it starts.</summary>
    public void ServeOnKestrel()
    {
        var port = FreePort.Find();
        _kestrelAddress = $"http://localhost:{port}";
        Settings["Portal:BaseAddress"] = _kestrelAddress;
        // The address comes as a setting: given to UseKestrel, the factory would write it beside a portal that may have started already.
        Settings["urls"] = _kestrelAddress;
        UseKestrel();
    }

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        _database = SharedDatabase is null ? await TestDatabase.CreateAsync(Provider) : null;
        if (_kestrelAddress is null)
        {
            // So that a test counts the commands of its own requests.
            Server.PreserveExecutionContext = true;
        }
        else
        {
            StartServer();
        }
    }

    /// <summary>A visitor nobody knows.</summary>
    public FormClient Anonymous()
    {
        var jar = new CookieJar(Clock);
        HttpMessageHandler way = _kestrelAddress is null ? Server.CreateHandler() : new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false };
        jar.InnerHandler = way;
        return new FormClient(new HttpClient(jar) { BaseAddress = new Uri(BaseAddress) }, jar);
    }

    /// <summary>A visitor who is signed in, by the very cookie that the sign-in page would have given.</summary>
    /// <param name="byPassword">Whether only the password was given, and no second step taken.</param>
    public async Task<FormClient> SignedInAsync(Supporter supporter, bool byPassword = false)
    {
        var client = Anonymous();
        var (name, value) = await SignInCookie.MakeAsync(Services, supporter, byPassword);
        client.Cookies.Put(name, value);
        return client;
    }

    /// <summary>A fresh context; the caller disposes it.</summary>
    public PortalDbContext NewContext() => Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContext();

    /// <summary>Runs one use case of a service in a scope of its own, as a request or a job would.</summary>
    public async Task<TResult> RunAsync<TService, TResult>(Func<TService, Task<TResult>> work)
        where TService : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }

    /// <inheritdoc />
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment(TestSettings.Environment);
        // Compressed files lie in the build's folders until the portal is published.
        builder.UseStaticWebAssets();
        foreach (var (key, value) in Settings.Concat(Database.Settings))
        {
            builder.UseSetting(key, value);
        }

        builder.ConfigureLogging(logging => logging.ClearProviders());
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<TimeProvider>(Clock);
            services.PostConfigure<PasswordHasherOptions>(options => options.IterationCount = 1);
            services.ConfigureDbContext<SqlitePortalDbContext>(options => options.AddInterceptors(Queries));
            services.ConfigureDbContext<PostgresPortalDbContext>(options => options.AddInterceptors(Queries));
            services.AddSingleton<IStartupFilter, SessionCookies>();
            More?.Invoke(services);
        });
    }
}
