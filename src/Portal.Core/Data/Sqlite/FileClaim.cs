namespace Portal.Core.Data.Sqlite;

/// <summary>
/// The claim of one process to a SQLite file: the gate, the live hints and the caches know of one process only.
/// It is a lock on a file beside the database, which the operating system lets go of however the process ends.
/// </summary>
public sealed class FileClaim(string databaseFile) : IDisposable
{
    private FileStream? _held;

    /// <summary>Claims the file until disposed; a second call changes nothing. Throws <see cref="StartRefusedException"/> when another process has it, or nobody can.</summary>
    public void Take()
    {
        try
        {
            _held ??= new FileStream(databaseFile + ".claim", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken) when (taken is not (DirectoryNotFoundException or PathTooLongException))
        {
            throw new StartRefusedException(
                $"Another portal is running on {databaseFile}: SQLite means one process, so stop the other one or set Database:Provider to Postgres.", taken);
        }
        catch (Exception unusable) when (unusable is UnauthorizedAccessException or IOException)
        {
            throw new StartRefusedException($"ConnectionStrings:Portal names {databaseFile}, beside which nothing can be written: {unusable.Message}", unusable);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _held?.Dispose();
}
