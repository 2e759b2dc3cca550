using System.Runtime.ExceptionServices;
using System.Threading.Channels;

namespace Portal.Testing;

/// <summary>
/// Copies of the template that are made ahead of the tests that take them. The server needs the best part of a second for a copy, most of it
/// waiting: a test that waited for its own left both cores idle meanwhile. Nothing is ever used twice.
/// </summary>
internal static class PostgresStock
{
    private const int Ahead = 2;
    private static readonly Channel<string> Ready = Channel.CreateBounded<string>(Ahead);
    private static readonly Lazy<Task> Maker = new(() => Task.Run(MakeAsync));

    /// <summary>The connection string of a copy nobody has used; throws what making it threw.</summary>
    public static async Task<string> TakeAsync()
    {
        _ = Maker.Value;
        try
        {
            return await Ready.Reader.ReadAsync();
        }
        catch (ChannelClosedException closed) when (closed.InnerException is { } why)
        {
            ExceptionDispatchInfo.Throw(why);
            throw;
        }
    }

    private static async Task MakeAsync()
    {
        try
        {
            while (true)
            {
                await Ready.Writer.WriteAsync(await PostgresDatabases.CreateAsync(await PostgresTemplate.NameAsync()));
            }
        }
        catch (Exception e)
        {
            Ready.Writer.Complete(e);
        }
    }
}
