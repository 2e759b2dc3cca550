using Microsoft.AspNetCore.SignalR;

namespace Portal.Floor;

/// <summary>A hub that only sends.</summary>
internal sealed class BareHub : Hub;
