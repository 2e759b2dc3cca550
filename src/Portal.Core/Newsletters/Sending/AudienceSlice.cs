using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Newsletters.Subscriptions;

namespace Portal.Core.Newsletters.Sending;

/// <summary>
/// Writes the messages of a slice of an audience by one <c>INSERT … SELECT</c>: no reader is read into memory, and other writers wait for
/// one statement. Which readers they are is the caller's query, translated by EF; what is put before it is the same SQL on both databases.
/// </summary>
internal static class AudienceSlice
{
    /// <summary>The template of these messages.</summary>
    public const string Template = "newsletter";

    /// <summary>Writes one message for each reader in the caller's transaction, none for those who have one; how many were written.</summary>
    public static async Task<int> WriteAsync(PortalDbContext db, SliceOrder order, IQueryable<Subscriber> readers, CancellationToken cancellationToken)
    {
        await using var command = readers.Select(s => new { s.Id, s.Language, s.TimeZone }).CreateDbCommand();
        var sql = new Sql(db, command);
        var languages = string.Join(", ", order.Languages.Select(sql.Text));
        var dueAt = order.Mornings.Count == 0
            ? sql.Instant(order.DueAt)
            : $"CASE r.\"TimeZone\" {string.Concat(order.Mornings.Select(m => $"WHEN {sql.Text(m.Key)} THEN {sql.Instant(m.Value)} "))}ELSE {sql.Instant(order.DueAt)} END";
        var now = sql.Instant(order.Now);
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"""
            INSERT INTO "Messages" ("Id", "Key", "Priority", "Template", "Data", "Language", "SubscriberId", "NewsletterId", "State", "NotBefore", "DueAt", "CreatedAt", "Attempts", "Outcome")
            SELECT {sql.NewId(order.Now)}, {sql.Text($"newsletter:{order.NewsletterId}:")} || {sql.Lower("r.\"Id\"")}, {(int)MailPriority.Newsletter}, {sql.Text(Template)}, {sql.Text("{}")},
                CASE WHEN r."Language" IN ({languages}) THEN r."Language" ELSE {sql.Text(order.MainLanguage)} END,
                r."Id", {sql.Id(order.NewsletterId)}, {sql.Text(nameof(MessageState.Pending))}, {dueAt}, {dueAt}, {now}, 0, 0
            FROM ({command.CommandText.TrimEnd(';', '\n')}) AS r
            WHERE TRUE
            ON CONFLICT ("Key") DO NOTHING
            """);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>What the two databases say differently, and parameters so that nothing is put into the SQL as text.</summary>
    private sealed class Sql
    {
        private readonly PortalDbContext _db;
        private readonly DbCommand _command;
        private readonly bool _isSqlite;
        private int _count;

        public Sql(PortalDbContext db, DbCommand command)
        {
            (_db, _command, _isSqlite) = (db, command, db is SqlitePortalDbContext);
            _command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        }

        /// <summary>
        /// A UUID (RFC 9562, version 7, with a counter beside the instant) in the form in which the database keeps one, so that rows are worked on
        /// in the order in which they lie: a batch touches a few pages and not a thousand. 62 bits of it are random.
        /// </summary>
        public string NewId(DateTimeOffset at)
        {
            var instant = Parameter(at.ToUnixTimeMilliseconds());
            const string number = "row_number() OVER ()";
            return _isSqlite
                ? $"printf('%08X-%04X-7%03X-', ({instant} + {number} / 4096) >> 16, ({instant} + {number} / 4096) & 65535, {number} % 4096) || substr('89AB', 1 + (abs(random()) % 4), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))"
                : $"(lpad(to_hex({instant} + {number} / 4096), 12, '0') || '7' || lpad(to_hex({number} % 4096), 3, '0') || right(replace(gen_random_uuid()::text, '-', ''), 16))::uuid";
        }

        public string Lower(string id) => _isSqlite ? $"lower({id})" : $"{id}::text";

        public string Text(string value) => Parameter(value);

        public string Id(Guid value) => Parameter(value);

        public string Instant(DateTimeOffset value) => Parameter(Instants.Stored(_db, value));

        private string Parameter(object value)
        {
            var parameter = _command.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"slice{_count++}");
            parameter.Value = value;
            _command.Parameters.Add(parameter);
            return $"@{parameter.ParameterName}";
        }
    }
}

/// <summary>What the messages of a slice have in common.</summary>
/// <param name="Languages">Two-letter codes of the editions that there are.</param>
/// <param name="MainLanguage">The one for everybody else.</param>
/// <param name="DueAt">When they go out, at the earliest.</param>
/// <param name="Mornings">For some time zones (IANA) another instant; empty where all are due at once.</param>
internal sealed record SliceOrder(
    Guid NewsletterId, IReadOnlyList<string> Languages, string MainLanguage, DateTimeOffset DueAt, IReadOnlyDictionary<string, DateTimeOffset> Mornings, DateTimeOffset Now);
