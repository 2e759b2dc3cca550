namespace Portal.Core;

/// <summary>Makes identifiers: UUIDv7 (RFC 9562), so that rows made one after another lie beside each other.</summary>
public static class Ids
{
    /// <summary>A new identifier whose first 48 bits are the clock's milliseconds.</summary>
    public static Guid New(TimeProvider clock) => Guid.CreateVersion7(clock.GetUtcNow());
}
