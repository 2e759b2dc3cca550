namespace Portal.Core.Data;

/// <summary>Which database, from the section <c>Database</c>.</summary>
public sealed class DatabaseOptions
{
    /// <summary>SQLite (one process, nothing to install) or PostgreSQL.</summary>
    public DatabaseProvider Provider { get; set; } = DatabaseProvider.Sqlite;

    /// <summary>Whether migrations run at start; at scale <c>Portal.Web migrate</c> runs once before a rollout instead.</summary>
    public bool MigrateAtStart { get; set; } = true;
}

/// <summary>The databases the portal runs on.</summary>
public enum DatabaseProvider
{
    /// <summary>A file; one process.</summary>
    Sqlite,

    /// <summary>A server; any number of processes.</summary>
    Postgres,
}
