using System.Threading.Channels;

namespace Portal.FakeSendGrid;

/// <summary>Sends signed events: by itself after each acceptance when it was told to, or on demand. What is not taken is tried again, as the real one does.</summary>
public sealed class EventPost(Ledger ledger, EventKey key, IConfiguration settings, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(100);
    private readonly Channel<(EventsOrder Order, string Mail, DateTimeOffset Due)> _accepted = Channel.CreateUnbounded<(EventsOrder, string, DateTimeOffset)>();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };
    private EventsOrder? _order;
    private int _events;
    private int _requests;
    private int _failures;

    /// <summary>From now on events follow each acceptance by themselves; an order without kinds ends that.</summary>
    public void Take(EventsOrder order) => Volatile.Write(ref _order, order.Kinds.Count > 0 ? order : null);

    /// <summary>Hears of an acceptance.</summary>
    public void Accepted(string mail)
    {
        if (Volatile.Read(ref _order) is { } order)
        {
            _accepted.Writer.TryWrite((order, mail, clock.GetUtcNow().AddMilliseconds(order.DelayMilliseconds)));
        }
    }

    /// <summary>What was sent so far.</summary>
    public EventStats Stats() => new(_events, _requests, _failures);

    /// <summary>The events of everything that was accepted, signed, in the order in which they are to be sent.</summary>
    public IReadOnlyList<SignedEvents> SignAll(EventsOrder order) => Sign(order, ledger.Bodies());

    /// <summary>Sends the events of everything that was accepted, and ends when all of them were taken.</summary>
    public async Task<EventStats> SendAllAsync(EventsOrder order, CancellationToken cancellationToken)
    {
        await SendAsync(order, ledger.Bodies(), cancellationToken);
        return Stats();
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        _http.Dispose();
        base.Dispose();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (order, mail, due) in _accepted.Reader.ReadAllAsync(stoppingToken))
        {
            if (due - clock.GetUtcNow() is { Ticks: > 0 } wait)
            {
                await Task.Delay(wait, clock, stoppingToken);
            }

            await SendAsync(order, [mail], stoppingToken);
        }
    }

    private List<SignedEvents> Sign(EventsOrder order, IReadOnlyList<string> mails)
    {
        var at = order.At ?? clock.GetUtcNow().ToUnixTimeSeconds();
        var events = Enumerable.Repeat(mails.SelectMany(mail => EventJson.Of(mail, order.Kinds, at)).Select(one => one.ToJsonString()).ToList(), order.Copies).SelectMany(copy => copy).ToArray();
        if (order.Shuffle is { } seed)
        {
            new Random(seed).Shuffle(events);
        }

        return [.. events.Chunk(order.BatchSize).Select(some => key.Sign($"[{string.Join(",\n", some)}]", at))];
    }

    private async Task SendAsync(EventsOrder order, IReadOnlyList<string> mails, CancellationToken cancellationToken)
    {
        if ((order.To ?? settings["events-to"]) is not { } address)
        {
            throw new InvalidOperationException("Say where to: --events-to or the order's own address.");
        }

        foreach (var signed in Sign(order, mails))
        {
            while (!await IsTakenAsync(signed, address, cancellationToken))
            {
                Interlocked.Increment(ref _failures);
                await Task.Delay(BetweenTries, clock, cancellationToken);
            }

            Interlocked.Increment(ref _requests);
            Interlocked.Add(ref _events, signed.Body.Split("\"sg_event_id\"").Length - 1);
        }
    }

    private async Task<bool> IsTakenAsync(SignedEvents signed, string address, CancellationToken cancellationToken)
    {
        try
        {
            using var request = signed.To(address);
            using var answer = await _http.SendAsync(request, cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
