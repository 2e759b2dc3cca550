using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Updates;
using Portal.Web.Live;

namespace Portal.Web.Tests.Live;

/// <summary>A reader with a real connection: keeps what arrives, in the order of arrival.</summary>
internal sealed class LiveClient : IAsyncDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Channel<Frame> _frames = System.Threading.Channels.Channel.CreateUnbounded<Frame>();
    private readonly Channel<Dictionary<string, long>> _heads = System.Threading.Channels.Channel.CreateUnbounded<Dictionary<string, long>>();
    private readonly Channel<Guid> _news = System.Threading.Channels.Channel.CreateUnbounded<Guid>();
    private readonly TaskCompletionSource _closed = NewSignal();
    private TaskCompletionSource _placesCame = NewSignal();

    private LiveClient(HubConnection connection)
    {
        Connection = connection;
        connection.On<Frame>("update", frame =>
        {
            Seen.Enqueue(frame);
            _frames.Writer.TryWrite(frame);
        });
        connection.On<Dictionary<string, long>>("heads", heads => _heads.Writer.TryWrite(heads));
        connection.On<PlacesFrame>("places", places =>
        {
            Places.Enqueue(places);
            Interlocked.Exchange(ref _placesCame, NewSignal()).TrySetResult();
        });
        connection.On<CallOutNews>("callOut", news =>
        {
            CallOuts.Enqueue(news.Id);
            _news.Writer.TryWrite(news.Id);
        });
        connection.Closed += _ =>
        {
            _closed.TrySetResult();
            return Task.CompletedTask;
        };
    }

    public HubConnection Connection { get; }

    /// <summary>Every frame that came.</summary>
    public ConcurrentQueue<Frame> Seen { get; } = new();

    /// <summary>Every frame of places that came.</summary>
    public ConcurrentQueue<PlacesFrame> Places { get; } = new();

    /// <summary>Every call-out of which something was told.</summary>
    public ConcurrentQueue<Guid> CallOuts { get; } = new();

    public static Task<LiveClient> ConnectAsync(
        PortalFactory portal, FormClient? visitor = null, string follow = "", bool messagePack = false, string? origin = null) =>
        ConnectAsync(new Uri(portal.BaseAddress), visitor, follow, messagePack, origin);

    public static async Task<LiveClient> ConnectAsync(Uri portal, FormClient? visitor = null, string follow = "", bool messagePack = false, string? origin = null)
    {
        var builder = new HubConnectionBuilder().WithUrl($"{portal.AbsoluteUri.TrimEnd('/')}/hubs/live?follow={Uri.EscapeDataString(follow)}", options =>
        {
            options.SkipNegotiation = true;
            options.Transports = HttpTransportType.WebSockets;
            if (visitor is not null)
            {
                options.Headers["Cookie"] = string.Join("; ", visitor.Cookies.Names.Select(name => $"{name}={visitor.Cookies.Find(name)}"));
            }

            if (origin is not null)
            {
                options.Headers["Origin"] = origin;
            }
        });
        var client = new LiveClient((messagePack ? builder.AddMessagePackProtocol() : builder).Build());
        await client.Connection.StartAsync(TestContext.Current.CancellationToken);
        return client;
    }

    public Task<Replay> FollowAsync(string channel, long after) => Connection.InvokeAsync<Replay>("Follow", channel, after, TestContext.Current.CancellationToken);

    public Task WatchAsync(string topic) => Connection.InvokeAsync("Watch", topic, TestContext.Current.CancellationToken);

    public Task<Frame> FrameAsync() => NextAsync(_frames);

    /// <summary>The next frame; null where the connection was closed and no more comes.</summary>
    public async Task<Frame?> FrameUnlessClosedAsync()
    {
        if (_frames.Reader.TryRead(out var waiting))
        {
            return waiting;
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Eventually.Patience);
        var comes = _frames.Reader.WaitToReadAsync(patience.Token).AsTask();
        return await Task.WhenAny(comes, _closed.Task) == comes && await comes && _frames.Reader.TryRead(out var frame) ? frame : null;
    }

    /// <summary>Waits for such places and lets the portal's seconds pass whenever it holds some back; answers how many passed.</summary>
    public async Task<int> UntilPlacesAsync(PortalFactory portal, Func<PlacesFrame, bool> awaited)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Eventually.Patience);
        for (var seconds = 0; ;)
        {
            var came = Volatile.Read(ref _placesCame).Task;
            if (Places.Any(awaited))
            {
                return seconds;
            }

            var heldBack = portal.Clock.WaitedForAsync(Second, patience.Token);
            if (await Task.WhenAny(came, heldBack) == heldBack)
            {
                await heldBack;
                portal.Clock.Advance(Second);
                seconds++;
            }
        }
    }

    public Task<Dictionary<string, long>> HeadsAsync() => NextAsync(_heads);

    public Task<Guid> CallOutAsync() => NextAsync(_news);

    public Task ClosedAsync() => _closed.Task.WaitAsync(Eventually.Patience, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => Connection.DisposeAsync();

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static async Task<T> NextAsync<T>(Channel<T> channel) =>
        await channel.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Eventually.Patience, TestContext.Current.CancellationToken);
}
