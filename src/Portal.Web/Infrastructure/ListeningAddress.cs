using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using Portal.Core;

namespace Portal.Web.Infrastructure;

/// <summary>
/// Where a portal in Development is reached if <c>Portal:BaseAddress</c> is not set: at the first address it listens at, so that the
/// links of its mails lead to it at whatever port it was started. What a request says of its host counts for nothing.
/// </summary>
public static class ListeningAddress
{
    /// <summary>Takes the address over once the server listens.</summary>
    public static void UseListeningAddress(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<IHostEnvironment>().IsDevelopment() || !string.IsNullOrWhiteSpace(app.Configuration["Portal:BaseAddress"]))
        {
            return;
        }

        var (portal, server) = (app.Services.GetRequiredService<IOptions<PortalOptions>>(), app.Services.GetRequiredService<IServer>());
        app.Lifetime.ApplicationStarted.Register(() =>
            portal.Value.BaseAddress = FirstOf(server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []) ?? portal.Value.BaseAddress);
    }

    /// <summary>The first address as a browser on this machine asks for it, without a slash at the end; null where there is none.</summary>
    public static string? FirstOf(IEnumerable<string> listening) =>
        listening.Select(BindingAddress.Parse).Where(address => !address.IsUnixPipe && !address.IsNamedPipe)
            .Select(address => $"{address.Scheme}://{(IsEverywhere(address.Host) ? "localhost" : address.Host)}:{address.Port}")
            .FirstOrDefault();

    private static bool IsEverywhere(string host) => host is "*" or "+" or "0.0.0.0" or "[::]";
}
