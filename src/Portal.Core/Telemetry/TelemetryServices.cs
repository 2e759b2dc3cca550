using System.Runtime.CompilerServices;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Portal.Core.Telemetry;

/// <summary>Sends traces and metrics to a collector, if one is configured; otherwise none of it is even loaded.</summary>
internal static class TelemetryServices
{
    // The standard's own name, as an environment variable or a setting like any other.
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static readonly string[] Sources = ["Microsoft.AspNetCore", "Microsoft.AspNetCore.SignalR.Server", "Npgsql", "Quartz"];

    private static readonly string[] Meters =
    [
        "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Http.Connections", "Microsoft.AspNetCore.RateLimiting",
        "Microsoft.AspNetCore.Diagnostics", "System.Runtime", "Npgsql", "Quartz", PortalMeters.Name,
    ];

    public static void AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration[Endpoint] is not { Length: > 0 } endpoint)
        {
            return;
        }

        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
        {
            throw new StartRefusedException($"{Endpoint} is '{endpoint}'; it must be an address such as http://collector:4317.");
        }

        AddExport(services);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AddExport(IServiceCollection services) => services.AddOpenTelemetry()
        .ConfigureResource(resource => resource.AddService("portal"))
        .WithTracing(tracing => tracing.AddSource(Sources).AddProcessor<OnlyHarmlessTags>())
        .WithMetrics(metrics => metrics.AddMeter(Meters))
        .UseOtlpExporter();
}
