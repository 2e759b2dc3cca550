using Microsoft.AspNetCore.SignalR;

namespace Portal.Floor;

/// <summary>A hub that only sends; it says once to each who comes that it is there, so that nobody is sent anything before.</summary>
internal sealed class BareHub : Hub
{
    /// <inheritdoc />
    public override Task OnConnectedAsync() => Clients.Caller.SendAsync("heads");
}
