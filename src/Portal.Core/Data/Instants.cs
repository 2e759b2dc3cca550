using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Portal.Core.Data;

/// <summary>Instants as both databases keep them: UTC, rounded down to the microsecond.</summary>
public static class Instants
{
    /// <summary>The instant in UTC, rounded down to the microsecond.</summary>
    public static DateTimeOffset Rounded(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    /// <summary>The instant as this database keeps it, for statements that EF does not write.</summary>
    internal static object Stored(PortalDbContext db, DateTimeOffset at) => db is SqlitePortalDbContext ? new MicrosecondConverter().ConvertToProvider(at)! : Rounded(at);
}

/// <summary>PostgreSQL: <c>timestamptz</c> wants offset 0.</summary>
internal sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTimeOffset>(at => Instants.Rounded(at), at => at);

/// <summary>SQLite cannot order offsets: microseconds since the year 1, which order as the instants do.</summary>
internal sealed class MicrosecondConverter() : ValueConverter<DateTimeOffset, long>(
    at => at.UtcTicks / TimeSpan.TicksPerMicrosecond,
    number => new DateTimeOffset(number * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero));
