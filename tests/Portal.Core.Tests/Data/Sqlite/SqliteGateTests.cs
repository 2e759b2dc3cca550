using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Core.Tests.Data.Sqlite;

public sealed class SqliteGateTests
{
    private const int Writers = 64;
    private const int NaiveWriters = 3;
    private static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Sixty_four_writers_are_served_in_the_order_of_their_coming()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Sqlite);
        var organisation = await portal.Data.CreateOrganisationAsync();
        var served = new List<int>();
        await using var first = portal.NewContext();
        var held = await first.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);

        // Nobody is awaited yet: each comes as far as the gate before the next one sets out.
        var writers = Enumerable.Range(0, Writers).Select(number => RaiseAsync(portal, organisation.Id, () => served.Add(number))).ToList();
        Assert.DoesNotContain(writers, writer => writer.IsCompleted);
        await held.CommitAsync(TestContext.Current.CancellationToken);
        await Task.WhenAll(writers).WaitAsync(LongEnough, TestContext.Current.CancellationToken);

        Assert.Equal(Enumerable.Range(0, Writers), served);
        await using var db = portal.NewContext();
        Assert.Equal(12 + Writers, await db.Organisations.Select(o => o.RevealHours).SingleAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Without_the_gate_the_same_writers_get_in_each_others_way()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Sqlite);
        await portal.Data.CreateOrganisationAsync();

        var writers = Enumerable.Range(0, NaiveWriters).Select(_ => new NaiveWriter(portal.Database.ConnectionString)).ToList();
        writers.ForEach(writer => writer.Read());
        var served = writers.Count(writer => writer.TryWrite());
        writers.ForEach(writer => writer.Dispose());

        Assert.Equal(1, served);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_transaction_that_is_merely_disposed_lets_the_next_one_in(bool asynchronously)
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Sqlite);
        var organisation = await portal.Data.CreateOrganisationAsync();
        await using var db = portal.NewContext();
        var abandoned = await db.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);

        var next = RaiseAsync(portal, organisation.Id, () => { });
        Assert.False(next.IsCompleted);
        if (asynchronously)
        {
            await abandoned.DisposeAsync();
        }
        else
        {
            abandoned.Dispose();
        }

        await next.WaitAsync(LongEnough, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_write_that_fails_lets_the_next_one_in()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Sqlite);
        var organisation = await portal.Data.CreateOrganisationAsync();

        await Assert.ThrowsAsync<DbUpdateException>(() => portal.Data.SaveAsync(organisation));

        await RaiseAsync(portal, organisation.Id, () => { }).WaitAsync(LongEnough, TestContext.Current.CancellationToken);
    }

    private static async Task RaiseAsync(TestPortal portal, Guid organisation, Action served)
    {
        await using var db = portal.NewContext();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var hours = await db.Organisations.Where(o => o.Id == organisation).Select(o => o.RevealHours).SingleAsync();
        await db.Organisations.Where(o => o.Id == organisation).ExecuteUpdateAsync(set => set.SetProperty(o => o.RevealHours, hours + 1));
        served();
        await transaction.CommitAsync();
    }

    /// <summary>What a context without gate would do: read first, then write.</summary>
    private sealed class NaiveWriter : IDisposable
    {
        private readonly SqliteConnection _connection;
        private readonly SqliteTransaction _transaction;
        private object? _hours;

        public NaiveWriter(string connectionString)
        {
            _connection = new SqliteConnection(connectionString) { DefaultTimeout = 1 };
            _connection.Open();
            _transaction = _connection.BeginTransaction(deferred: true);
        }

        public void Read()
        {
            using var command = Command("""SELECT "RevealHours" FROM "Organisations" """);
            _hours = command.ExecuteScalar();
        }

        public bool TryWrite()
        {
            try
            {
                using var command = Command("""UPDATE "Organisations" SET "RevealHours" = @hours + 1""");
                command.Parameters.AddWithValue("@hours", _hours);
                command.ExecuteNonQuery();
                _transaction.Commit();
                return true;
            }
            catch (SqliteException busy) when (busy.SqliteErrorCode == 5)
            {
                return false;
            }
        }

        public void Dispose()
        {
            _transaction.Dispose();
            _connection.Dispose();
        }

#pragma warning disable CA2100 // The statements stand above.
        private SqliteCommand Command(string text) => new(text, _connection, _transaction);
#pragma warning restore CA2100
    }
}
