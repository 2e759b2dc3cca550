using System.Diagnostics;
using OpenTelemetry;

namespace Portal.Core.Telemetry;

/// <summary>
/// Takes from every span what is not on a short list before it leaves the process: addresses of pages (they hold identifiers and tokens),
/// of people's networks, queries, texts of statements and whatever a later version of a library may add.
/// </summary>
public sealed class OnlyHarmlessTags : BaseProcessor<Activity>
{
    private static readonly HashSet<string> Harmless = new(StringComparer.Ordinal)
    {
        "http.request.method", "http.response.status_code", "http.route", "url.scheme", "network.protocol.version", "error.type",
        "db.system", "db.system.name", "db.name", "db.namespace", "db.operation.name", "db.response.status_code",
        "rpc.system", "rpc.service", "rpc.method", "signalr.connection.status",
        "job.name", "job.group", "job.type", "trigger.name", "scheduler.name", "quartz.job.name", "quartz.trigger.name",
        "otel.status_code",
    };

    /// <inheritdoc />
    public override void OnEnd(Activity data)
    {
        foreach (var (name, _) in data.TagObjects.ToList())
        {
            if (!Harmless.Contains(name))
            {
                data.SetTag(name, null);
            }
        }

        // The message of an exception may quote what a person typed.
        data.SetStatus(data.Status);
    }
}
