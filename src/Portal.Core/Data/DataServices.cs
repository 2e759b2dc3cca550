using System.Data.Common;
using System.Net;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portal.Core.Data.Sqlite;
using Portal.Core.Ledger;
using Portal.Core.Privacy.Audit;

namespace Portal.Core.Data;

/// <summary>The one switch between the databases.</summary>
internal static class DataServices
{
    private const string DefaultFile = "Data Source=data/portal.db";

    // What a connection asks again and again PostgreSQL plans once. An operator's own number, which comes after it, counts.
    private const string PreparedStatements = "Max Auto Prepare=100;";

    private static readonly LedgerGuard Guard = new();

    public static void AddPortalData(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DatabaseOptions>().BindConfiguration("Database").ValidateOnStart();
        var provider = ProviderOf(configuration["Database:Provider"]);
        var connection = configuration.GetConnectionString("Portal");
        if (provider == DatabaseProvider.Postgres)
        {
            var server = ServerOf(PreparedStatements + (connection ?? throw new StartRefusedException("ConnectionStrings:Portal is missing: Database:Provider is Postgres, which needs one.")));
            Add<PostgresPortalDbContext>(services, options => options.UseNpgsql(server));
        }
        else
        {
            var file = FileOf(connection ?? DefaultFile);
            services.AddSingleton(_ => new FileClaim(file.DataSource));
            Add<SqlitePortalDbContext>(services, options => options
                .UseSqlite(file.ToString())
                .AddInterceptors(new GateInterceptor(), new PragmaInterceptor())
                .ReplaceService<IRelationalTransactionFactory, GatedTransactionFactory>());
        }

        services.AddScoped<DatabaseStart>();
    }

    private static void Add<TContext>(IServiceCollection services, Action<DbContextOptionsBuilder> configure)
        where TContext : PortalDbContext
    {
        services.AddPooledDbContextFactory<TContext>((provider, options) =>
        {
            configure(options);
            options.AddInterceptors(provider.GetRequiredService<AuditMacs>(), Guard);
            // Identity maps the phone number that the portal leaves out on purpose.
            options.ConfigureWarnings(warnings => warnings.Ignore(CoreEventId.MappedPropertyIgnoredWarning));
        });
        services.AddSingleton<IDbContextFactory<PortalDbContext>, PortalContextFactory<TContext>>();
        services.AddScoped<PortalDbContext>(provider => provider.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContext());
    }

    private static DatabaseProvider ProviderOf(string? setting) =>
        setting is null ? DatabaseProvider.Sqlite
        : Enum.TryParse<DatabaseProvider>(setting, ignoreCase: true, out var provider) && Enum.IsDefined(provider) ? provider
        : throw new StartRefusedException($"Database:Provider is '{setting}'; it must be Sqlite or Postgres.");

    // Only read here, so that one that cannot be read stops the start; it is used as it was written.
    /// <summary>A connection string that can be used, and that goes over no line in clear unless its writer says so. Throws <see cref="StartRefusedException"/>.</summary>
    internal static string ServerOf(string connection)
    {
        try
        {
            var server = new NpgsqlConnectionStringBuilder(connection);
            return string.IsNullOrEmpty(server.Host)
                ? throw new StartRefusedException("ConnectionStrings:Portal names no Host, which Database:Provider Postgres needs.")
                : SaysHow(connection) || IsHere(server.Host) ? connection : $"{connection};SSL Mode=Require";
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or OverflowException)
        {
            throw Unreadable(fault);
        }
    }

    private static bool SaysHow(string connection)
    {
        var written = new DbConnectionStringBuilder { ConnectionString = connection };
        return written.ContainsKey("SSL Mode") || written.ContainsKey("SslMode");
    }

    // A socket of this machine, or its own address: nothing goes over a line.
    private static bool IsHere(string host) => host.StartsWith('/') || host.StartsWith('@') || host is "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static SqliteConnectionStringBuilder FileOf(string connection)
    {
        try
        {
            var builder = new SqliteConnectionStringBuilder(connection);
            builder.DataSource = Path.GetFullPath(builder.DataSource);
            Directory.CreateDirectory(Path.GetDirectoryName(builder.DataSource)!);
            return builder;
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or OverflowException)
        {
            throw Unreadable(fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"ConnectionStrings:Portal names a file whose folder cannot be made: {fault.Message}", fault);
        }
    }

    private static StartRefusedException Unreadable(Exception fault) =>
        new($"ConnectionStrings:Portal cannot be read: {fault.Message.ReplaceLineEndings(" ")}", fault);
}
