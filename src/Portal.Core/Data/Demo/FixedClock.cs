namespace Portal.Core.Data.Demo;

/// <summary>A clock that stands still, to write rows as if they had been made then.</summary>
internal sealed class FixedClock(DateTimeOffset at) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => at;
}
