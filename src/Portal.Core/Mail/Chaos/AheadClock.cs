namespace Portal.Core.Mail.Chaos;

/// <summary>The machine's clock, so much ahead.</summary>
internal sealed class AheadClock(TimeSpan ahead) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;
}
