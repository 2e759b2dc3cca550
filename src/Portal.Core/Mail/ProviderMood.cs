namespace Portal.Core.Mail;

/// <summary>
/// What the last answers say about the provider, in this process. Two doubts in a row and one message at a time probes,
/// so that a provider that swallows mail does not get a whole newsletter into doubt; a pause that it asks for holds for everybody.
/// </summary>
public sealed class ProviderMood(TimeProvider clock)
{
    private const int TooManyDoubts = 2;
    private readonly Lock _door = new();
    private int _doubts;
    private bool _turnedAway;
    private DateTimeOffset _pausedUntil = DateTimeOffset.MinValue;

    /// <summary>Whether the provider asked for a pause that is not over.</summary>
    public bool IsPaused
    {
        get
        {
            lock (_door)
            {
                return clock.GetUtcNow() < _pausedUntil;
            }
        }
    }

    /// <summary>Whether it is only to be probed, with one message.</summary>
    public bool IsDoubtful
    {
        get
        {
            lock (_door)
            {
                return _doubts >= TooManyDoubts;
            }
        }
    }

    /// <summary>Takes note of an answer. True when it is the first acceptance after the provider turned mail away.</summary>
    public bool Hear(TransportAnswer answer)
    {
        lock (_door)
        {
            var back = answer.Kind == TransportAnswerKind.Accepted && _turnedAway;
            _doubts = answer.Kind switch
            {
                TransportAnswerKind.Doubtful => _doubts + 1,
                TransportAnswerKind.Accepted or TransportAnswerKind.Refused => 0,
                _ => _doubts,
            };
            _turnedAway = answer.Kind == TransportAnswerKind.Later || (_turnedAway && answer.Kind != TransportAnswerKind.Accepted);
            _pausedUntil = answer.RetryAt ?? _pausedUntil;
            return back;
        }
    }
}
