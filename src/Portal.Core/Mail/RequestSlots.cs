using Microsoft.Extensions.Options;

namespace Portal.Core.Mail;

/// <summary>Lets at most <c>Mail:AtOnce</c> requests of this process be under way at the provider.</summary>
public sealed class RequestSlots(IOptions<MailOptions> options) : IDisposable
{
    private readonly SemaphoreSlim _free = new(options.Value.AtOnce, options.Value.AtOnce);

    /// <summary>How many there are.</summary>
    public int Count { get; } = options.Value.AtOnce;

    /// <summary>Waits for a slot; disposing what is returned gives it back.</summary>
    public async Task<IDisposable> TakeAsync(CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken);
        return new Slot(_free);
    }

    /// <inheritdoc />
    public void Dispose() => _free.Dispose();

    private sealed class Slot(SemaphoreSlim free) : IDisposable
    {
        public void Dispose() => free.Release();
    }
}
