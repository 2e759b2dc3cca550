using System.Data.Common;

namespace Portal.Core.Data;

/// <summary>Tells a database that could not be asked from what is wrong with the asker.</summary>
internal static class DatabaseFault
{
    /// <summary>
    /// Whether it lies with the database, however deep: a connection that breaks comes wrapped in an <see cref="InvalidOperationException"/>,
    /// for PostgreSQL's provider so suggests to try again.
    /// </summary>
    public static bool Is(Exception exception)
    {
        for (Exception? fault = exception; fault is not null; fault = fault.InnerException)
        {
            if (fault is DbException or TimeoutException)
            {
                return true;
            }
        }

        return false;
    }
}
