using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using Portal.Core;

namespace Portal.Web.Infrastructure;

/// <summary>
/// Where a portal in Development is reached if <c>Portal:BaseAddress</c> is not set: at the first address it listens at, so that the
/// links of its mails lead to it at whatever port it was started. What a request says of its host counts for nothing.
/// </summary>
public sealed class ListeningAddress(
    IServer server, IOptions<PortalOptions> portal, IHostEnvironment environment, IConfiguration configuration) : IHostedLifecycleService
{
    /// <summary>Takes the address over once the server listens, and before anybody is told that the portal has started.</summary>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (environment.IsDevelopment() && string.IsNullOrWhiteSpace(configuration["Portal:BaseAddress"]))
        {
            portal.Value.BaseAddress = FirstOf(server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []) ?? portal.Value.BaseAddress;
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The first address as a browser on this machine asks for it, without a slash at the end; null where there is none.</summary>
    public static string? FirstOf(IEnumerable<string> listening) =>
        listening.Select(BindingAddress.Parse).Where(address => !address.IsUnixPipe && !address.IsNamedPipe)
            .Select(address => $"{address.Scheme}://{(IsEverywhere(address.Host) ? "localhost" : address.Host)}:{address.Port}")
            .FirstOrDefault();

    private static bool IsEverywhere(string host) => host is "*" or "+" or "0.0.0.0" or "[::]";
}
