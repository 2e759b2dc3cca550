using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Core.Data;
using Portal.Core.Shifts;

namespace Portal.Benchmarks;

/// <summary>
/// What the framework gives as it is, to compare with: a page of given bytes from the output cache, and fifty shifts read by a
/// compiled query and written as plain rows.
/// </summary>
internal static class FloorServer
{
    private static readonly Func<SqlitePortalDbContext, DateTimeOffset, IAsyncEnumerable<Shift>> FiftyShifts =
        EF.CompileAsyncQuery((SqlitePortalDbContext db, DateTimeOffset now) => db.Shifts.AsNoTracking().Where(s => s.Status == ShiftStatus.Published && s.StartsAt > now).OrderBy(s => s.StartsAt).Take(50));

    public static async Task RunAsync(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Logging.ClearProviders();
        builder.Services.AddOutputCache();
        if (builder.Configuration["db"] is { } file)
        {
            builder.Services.AddDbContextPool<SqlitePortalDbContext>(options => options.UseSqlite($"Data Source={file}"));
        }

        await using var app = builder.Build();
        app.UseOutputCache();
        var bytes = new string('x', int.Parse(builder.Configuration["bytes"] ?? "50000", System.Globalization.CultureInfo.InvariantCulture));
        app.MapGet("/", () => "ready");
        app.MapGet("/cached", () => Results.Text(bytes, "text/html")).CacheOutput(policy => policy.Expire(TimeSpan.FromMinutes(5)));
        var delay = TimeSpan.FromMilliseconds(builder.Configuration.GetValue("delay", 0));
        app.MapPost("/v3/mail/send", (HttpRequest request) => TakeAsync(request, delay));
        if (builder.Configuration["db"] is not null)
        {
            app.MapGet("/query", (SqlitePortalDbContext db) => QueryAsync(db, bytes));
        }

        await app.RunAsync();
    }

    // A mail provider that takes everything after a while.
    private static async Task<IResult> TakeAsync(HttpRequest request, TimeSpan delay)
    {
        await request.Body.CopyToAsync(Stream.Null);
        await (delay > TimeSpan.Zero ? Task.Delay(delay, TimeProvider.System) : Task.CompletedTask);
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> QueryAsync(SqlitePortalDbContext db, string bytes)
    {
        var count = 0;
        await foreach (var shift in FiftyShifts(db, TimeProvider.System.GetUtcNow()))
        {
            count += shift.Id == Guid.Empty ? 0 : 1;
        }

        return count > 0 ? Results.Text(bytes, "text/html") : Results.NotFound();
    }
}
