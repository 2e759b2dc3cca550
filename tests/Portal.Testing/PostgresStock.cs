using System.Threading.Channels;

namespace Portal.Testing;

/// <summary>
/// Copies of the template that are made ahead of the tests that take them. The server needs the best part of a second for a copy, most of it
/// waiting: a test that waited for its own left both cores idle meanwhile. Nothing is ever used twice.
/// </summary>
internal static class PostgresStock
{
    private const int Ahead = 2;
    private static readonly Channel<Task<string>> Made = Channel.CreateBounded<Task<string>>(Ahead);
    private static readonly Lazy<Task> Maker = new(() => Task.Run(MakeAsync));

    /// <summary>The connection string of a copy nobody has used; throws what making it threw.</summary>
    public static async Task<string> TakeAsync()
    {
        _ = Maker.Value;
        return await await Made.Reader.ReadAsync();
    }

    private static async Task MakeAsync()
    {
        while (true)
        {
            var copy = CopyAsync();
            await Task.WhenAny(copy);
            await Made.Writer.WriteAsync(copy);
        }
    }

    private static async Task<string> CopyAsync() => await PostgresDatabases.CreateAsync(await PostgresTemplate.NameAsync());
}
