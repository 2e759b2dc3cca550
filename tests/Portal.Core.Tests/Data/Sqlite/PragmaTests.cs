using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Core.Tests.Data.Sqlite;

public sealed class PragmaTests
{
    [Fact]
    public async Task Whichever_connection_is_lent_reaches_the_disk_with_every_commit_and_overwrites_what_is_deleted()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Sqlite);

        for (var round = 0; round < 3; round++)
        {
            await using PortalDbContext one = portal.NewContext(), other = portal.NewContext();
            Assert.Equal((2, 1, 1), await ReadAsync(one));
            Assert.Equal((2, 1, 1), await ReadAsync(other));
        }
    }

    /// <summary>As SQLite sees the connection itself: full synchronisation is 2.</summary>
    private static async Task<(long Synchronous, long SecureDelete, long ForeignKeys)> ReadAsync(PortalDbContext db)
    {
        await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        async Task<long> Of(string pragma)
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"PRAGMA {pragma}";
            return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
        }

        var read = (await Of("synchronous"), await Of("secure_delete"), await Of("foreign_keys"));
        await db.Database.CloseConnectionAsync();
        return read;
    }
}
