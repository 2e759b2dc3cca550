using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Portal.Testing;

/// <summary>Hears what a meter counts on behalf of one test; what others count at the same time is not heard.</summary>
public sealed class HeardMeters : IDisposable
{
    private readonly AsyncLocal<bool> _mine = new();
    private readonly ConcurrentQueue<(string Instrument, long Value, IReadOnlyDictionary<string, object?> Tags)> _heard = new();
    private readonly MeterListener _listener = new();

    /// <summary>Listens from now on, to what the caller and those it calls count.</summary>
    public HeardMeters(string meter)
    {
        _mine.Value = true;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == meter)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            if (_mine.Value)
            {
                _heard.Enqueue((instrument.Name, value, tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value)));
            }
        });
        _listener.Start();
    }

    /// <summary>Everything heard, in order.</summary>
    public IReadOnlyList<(string Instrument, long Value, IReadOnlyDictionary<string, object?> Tags)> All => [.. _heard];

    /// <summary>The sum of an instrument, under one value of a tag if one is named.</summary>
    public long Sum(string instrument, string? tag = null, string? value = null) =>
        _heard.Where(h => h.Instrument == instrument && (tag is null || Equals(h.Tags.GetValueOrDefault(tag), value))).Sum(h => h.Value);

    /// <inheritdoc />
    public void Dispose() => _listener.Dispose();
}
