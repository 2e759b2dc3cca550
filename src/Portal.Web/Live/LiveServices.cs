using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Portal.Core.Updates;

namespace Portal.Web.Live;

/// <summary>Live updates and places: the hub, and the services of this process that feed it.</summary>
public static class LiveServices
{
    /// <summary>Where the hub is.</summary>
    public const string HubPath = "/hubs/live";

    private const int Buffer = 64 * 1024;
    private const int LongestCall = 4 * 1024;

    /// <summary>Registers the hub with bounded buffers: a slow reader is cut, not waited for.</summary>
    public static IServiceCollection AddLive(this IServiceCollection services)
    {
        services.AddOptions<LiveOptions>().BindConfiguration("Limits").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<CallPace>();
        // It writes half a kilobyte for each call that is refused, whoever calls; what is an error of ours CallPace says.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher", LogLevel.Critical));
        services.AddSignalR(options =>
        {
            options.MaximumReceiveMessageSize = LongestCall;
            options.AddFilter<CallPace>();
        }).AddMessagePackProtocol();
        services.AddSingleton<LiveConnections>();
        services.AddSingleton<LivePerson>();
        services.AddSingleton<LiveMembers>();
        services.AddSingleton<HubLifetimeManager<LiveHub>>(provider => provider.GetRequiredService<LiveMembers>());
        services.AddSingleton<ChannelTail>();
        services.AddHostedService(provider => provider.GetRequiredService<ChannelTail>());
        services.AddHostedService<HintListener>();
        services.AddHostedService<PlacesBroadcaster>();
        services.AddHostedService<ActionBroadcaster>();
        services.AddHostedService<CallOutBroadcaster>();
        services.AddHostedService<HeadsBeat>();
        services.AddHostedService<ConnectionWatch>();
        return services;
    }

    /// <summary>Before authorisation and after authentication.</summary>
    public static void UseLiveGate(this WebApplication app) => app.UseMiddleware<LiveGate>();

    /// <summary>WebSockets only, without negotiation, so that any load balancer serves.</summary>
    public static void MapLive(this WebApplication app) => app.MapHub<LiveHub>(HubPath, options =>
    {
        options.Transports = HttpTransportType.WebSockets;
        options.TransportMaxBufferSize = Buffer;
        options.ApplicationMaxBufferSize = Buffer;
        options.TransportSendTimeout = TimeSpan.FromSeconds(10);
    });
}
