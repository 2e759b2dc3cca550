using Microsoft.EntityFrameworkCore;

namespace Portal.Core.Data;

/// <summary>Hands out pooled contexts of the configured database to what needs a fresh one, such as a use case that is repeated after a conflict.</summary>
internal sealed class PortalContextFactory<TContext>(IDbContextFactory<TContext> pool) : IDbContextFactory<PortalDbContext>
    where TContext : PortalDbContext
{
    public PortalDbContext CreateDbContext() => pool.CreateDbContext();

    public async Task<PortalDbContext> CreateDbContextAsync(CancellationToken cancellationToken = default) =>
        await pool.CreateDbContextAsync(cancellationToken);
}
