using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.Extensions.DependencyInjection;

namespace Portal.Core.Data;

/// <summary>For <c>dotnet ef</c>, which needs a model and never a connection.</summary>
internal sealed class DesignTimeSqlite : IDesignTimeDbContextFactory<SqlitePortalDbContext>
{
    public SqlitePortalDbContext CreateDbContext(string[] args) =>
        new(DesignTime.Options<SqlitePortalDbContext>(options => options.UseSqlite("Data Source=design-time.db")));
}

/// <summary>For <c>dotnet ef</c>, which needs a model and never a connection.</summary>
internal sealed class DesignTimePostgres : IDesignTimeDbContextFactory<PostgresPortalDbContext>
{
    public PostgresPortalDbContext CreateDbContext(string[] args) =>
        new(DesignTime.Options<PostgresPortalDbContext>(options => options.UseNpgsql("Host=design-time")));
}

/// <summary>Identity asks the services which of its schemas is wanted, at design time too; without them it would leave out the passkeys.</summary>
internal static class DesignTime
{
    public static DbContextOptions<TContext> Options<TContext>(Action<DbContextOptionsBuilder<TContext>> configure)
        where TContext : PortalDbContext
    {
        var services = new ServiceCollection();
        services.Configure<IdentityOptions>(options => options.Stores.SchemaVersion = IdentitySchemaVersions.Version3);
        var builder = new DbContextOptionsBuilder<TContext>().UseApplicationServiceProvider(services.BuildServiceProvider());
        configure(builder);
        return builder.Options;
    }
}
