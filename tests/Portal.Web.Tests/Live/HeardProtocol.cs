using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Portal.Web.Tests.Live;

/// <summary>A protocol of the hub that tells of each message before it is written.</summary>
internal sealed class HeardProtocol(IHubProtocol inner, Action<HubMessage> writing) : IHubProtocol
{
    public string Name => inner.Name;

    public int Version => inner.Version;

    public TransferFormat TransferFormat => inner.TransferFormat;

    public bool IsVersionSupported(int version) => inner.IsVersionSupported(version);

    public bool TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message) =>
        inner.TryParseMessage(ref input, binder, out message);

    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message)
    {
        writing(message);
        return inner.GetMessageBytes(message);
    }

    public void WriteMessage(HubMessage message, IBufferWriter<byte> output)
    {
        writing(message);
        inner.WriteMessage(message, output);
    }
}
