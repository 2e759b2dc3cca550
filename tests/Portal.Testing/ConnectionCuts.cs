using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portal.Core.Data;
using Portal.Core.Mail;

namespace Portal.Testing;

/// <summary>
/// Letters whose first writings lose the connection to PostgreSQL half-way, as when the server is restarted:
/// <c>var cuts = new ConnectionCuts(database, times: 1)</c>, and register <see cref="AddWriter"/>.
/// </summary>
public sealed class ConnectionCuts(TestDatabase database, int times)
{
    /// <summary>The template of these letters.</summary>
    public const string Template = "cut-off";

    private int _begun;
    private int _made;

    /// <summary>How many connections were cut.</summary>
    public int Made => Volatile.Read(ref _made);

    /// <summary>Registers the writer of these letters.</summary>
    public void AddWriter(IServiceCollection services) =>
        services.AddScoped<ILetterWriter>(provider => new Writer(provider.GetRequiredService<PortalDbContext>(), this));

    private async Task CutAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _begun) > times)
        {
            return;
        }

        await db.Database.OpenConnectionAsync(cancellationToken);
        var mine = ((NpgsqlConnection)db.Database.GetDbConnection()).ProcessID;
        await using var other = new NpgsqlConnection(database.ConnectionString);
        await other.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("SELECT pg_terminate_backend($1, 10000)", other) { Parameters = { new() { Value = mine } } };
        await command.ExecuteNonQueryAsync(cancellationToken);
        Interlocked.Increment(ref _made);
    }

    private sealed class Writer(PortalDbContext db, ConnectionCuts cuts) : ILetterWriter
    {
        public string Template => ConnectionCuts.Template;

        public async Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken)
        {
            await cuts.CutAsync(db, cancellationToken);
            var people = await db.Supporters.CountAsync(cancellationToken);
            return WrittenLetter.Send(new Letter("Your shift", "Hello", [new LetterBlock.Paragraph($"We are {people}.")], "You get this because you booked."));
        }
    }
}
