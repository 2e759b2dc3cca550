using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Portal.Core.Data;
using Portal.Core.Mail;

namespace Portal.Web.Infrastructure;

/// <summary>
/// Two addresses for those who watch the portal: <c>/health/live</c> says that the process answers, <c>/health/ready</c> whether it can
/// work. Mail in trouble is "Degraded" and answers 200, for the portal works without; a database in trouble is "Unhealthy" and answers 503.
/// Strangers see one word.
/// </summary>
public static class HealthServices
{
    private static readonly TimeSpan LateMail = TimeSpan.FromMinutes(15);

    /// <summary>Registers the checks.</summary>
    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks()
            .AddCheck<DatabaseCheck>("database")
            .AddCheck<MailCheck>("mail");
        return services;
    }

    /// <summary>Maps both addresses, open to everybody.</summary>
    public static void MapHealth(this WebApplication app)
    {
        var toRead = new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head]);
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).WithMetadata(toRead).AllowAnonymous();
        app.MapHealthChecks("/health/ready").WithMetadata(toRead).AllowAnonymous();
    }

    private sealed class DatabaseCheck(PortalDbContext db) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            (await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any()
                ? HealthCheckResult.Unhealthy("Migrations are pending.")
                : HealthCheckResult.Healthy();
    }

    private sealed class MailCheck(MailSwitchService mailSwitch, MailBacklog backlog, MailSelfCheck settings) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            if (await mailSwitch.StoppedBecauseAsync(cancellationToken) is { } reason)
            {
                return HealthCheckResult.Degraded($"Mail is stopped: {reason}.");
            }

            var age = await backlog.AgeAsync(cancellationToken);
            if (age > LateMail)
            {
                return HealthCheckResult.Degraded($"Mail is {age} behind.");
            }

            const string noEvents = "Events not configured: nobody learns of bounces and complaints.";
            return settings.LacksEvents ? HealthCheckResult.Degraded(noEvents) : HealthCheckResult.Healthy(settings.HasEvents ? null : noEvents);
        }
    }
}
