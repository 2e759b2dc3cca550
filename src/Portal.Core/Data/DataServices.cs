using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Data.Sqlite;

namespace Portal.Core.Data;

/// <summary>The one switch between the databases.</summary>
internal static class DataServices
{
    private const string DefaultFile = "Data Source=data/portal.db";

    public static void AddPortalData(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DatabaseOptions>().BindConfiguration("Database").ValidateOnStart();
        var provider = ProviderOf(configuration["Database:Provider"]);
        var connection = configuration.GetConnectionString("Portal");
        if (provider == DatabaseProvider.Postgres)
        {
            var server = connection ?? throw new StartRefusedException("ConnectionStrings:Portal is missing: Database:Provider is Postgres, which needs one.");
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
        services.AddPooledDbContextFactory<TContext>(options =>
        {
            configure(options);
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

    private static SqliteConnectionStringBuilder FileOf(string connection)
    {
        var builder = new SqliteConnectionStringBuilder(connection);
        builder.DataSource = Path.GetFullPath(builder.DataSource);
        Directory.CreateDirectory(Path.GetDirectoryName(builder.DataSource)!);
        return builder;
    }
}
