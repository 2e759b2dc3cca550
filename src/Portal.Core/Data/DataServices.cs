using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
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
        var provider = configuration.GetValue("Database:Provider", DatabaseProvider.Sqlite);
        var connection = configuration.GetConnectionString("Portal");
        if (provider == DatabaseProvider.Postgres)
        {
            var server = connection ?? throw new InvalidOperationException("ConnectionStrings:Portal is missing: Database:Provider is Postgres, which needs one.");
            Add<PostgresPortalDbContext>(services, options => options.UseNpgsql(server));
        }
        else
        {
            var file = FileOf(connection ?? DefaultFile);
            Add<SqlitePortalDbContext>(services, options => options
                .UseSqlite(file)
                .AddInterceptors(new GateInterceptor(), new PragmaInterceptor())
                .ReplaceService<IRelationalTransactionFactory, GatedTransactionFactory>());
        }

        services.AddScoped<DatabaseStart>();
    }

    private static void Add<TContext>(IServiceCollection services, Action<DbContextOptionsBuilder> configure)
        where TContext : PortalDbContext
    {
        services.AddPooledDbContextFactory<TContext>(configure);
        services.AddSingleton<IDbContextFactory<PortalDbContext>, PortalContextFactory<TContext>>();
        services.AddScoped<PortalDbContext>(provider => provider.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContext());
    }

    private static string FileOf(string connection)
    {
        var builder = new SqliteConnectionStringBuilder(connection);
        builder.DataSource = Path.GetFullPath(builder.DataSource);
        Directory.CreateDirectory(Path.GetDirectoryName(builder.DataSource)!);
        return builder.ToString();
    }
}
