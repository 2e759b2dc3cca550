using Microsoft.Extensions.Time.Testing;

namespace Portal.Testing;

/// <summary>
/// A clock that stands until a test moves it, and that says what waits for it. So a test lets time pass exactly when
/// somebody counts on it, instead of trying again and again.
/// </summary>
public sealed class TestClock(DateTimeOffset begin) : FakeTimeProvider(begin)
{
    private readonly Lock _door = new();
    private readonly List<Timer> _waiting = [];
    private TaskCompletionSource _moved = New();

    /// <summary>Ends as soon as somebody waits who asked for exactly this long; at once when somebody does already.</summary>
    public async Task WaitedForAsync(TimeSpan span, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task moved;
            lock (_door)
            {
                if (_waiting.Exists(timer => timer.Span == span))
                {
                    return;
                }

                moved = _moved.Task;
            }

            await moved.WaitAsync(cancellationToken);
        }
    }

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Start(base.CreateTimer(timer.Ring, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan), dueTime, period);
        return timer;
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Begins(Timer timer)
    {
        TaskCompletionSource moved;
        lock (_door)
        {
            // Somebody may have moved the clock between the setting of the timer and this line.
            if (timer.IsOver)
            {
                return;
            }

            _waiting.Add(timer);
            (moved, _moved) = (_moved, New());
        }

        moved.TrySetResult();
    }

    private void Ends(Timer timer, bool isOver)
    {
        lock (_door)
        {
            timer.IsOver = isOver;
            _waiting.Remove(timer);
        }
    }

    private sealed class Timer(TestClock clock, TimerCallback callback, object? state) : ITimer
    {
        private ITimer? _timer;
        private TimeSpan _period = Timeout.InfiniteTimeSpan;

        public TimeSpan Span { get; private set; }

        public bool IsOver { get; set; }

        public void Start(ITimer timer, TimeSpan dueTime, TimeSpan period)
        {
            _timer = timer;
            Change(dueTime, period);
        }

        public void Ring(object? _)
        {
            if (_period <= TimeSpan.Zero)
            {
                clock.Ends(this, isOver: true);
            }

            callback(state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock.Ends(this, isOver: dueTime <= TimeSpan.Zero);
            (Span, _period) = (dueTime, period);
            var changed = _timer!.Change(dueTime, period);
            clock.Begins(this);
            return changed;
        }

        public void Dispose()
        {
            clock.Ends(this, isOver: true);
            _timer!.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
