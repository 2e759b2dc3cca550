using Portal.Core.Data;
using Xunit;

namespace Portal.Testing;

/// <summary>Theory data: the test runs on SQLite and on PostgreSQL, and says so where it cannot.</summary>
public sealed class BothDatabases : TheoryData<DatabaseProvider>
{
    /// <summary>Two rows.</summary>
    public BothDatabases()
    {
        Add(DatabaseProvider.Sqlite);
        Add(new TheoryDataRow<DatabaseProvider>(DatabaseProvider.Postgres) { Skip = PostgresCluster.WhyNot });
    }
}
