using System.Buffers.Binary;

namespace Portal.Core;

/// <summary>Makes identifiers: UUIDv7 (RFC 9562), so that rows made one after another lie beside each other.</summary>
public static class Ids
{
    /// <summary>A new identifier whose first 48 bits are the clock's milliseconds.</summary>
    public static Guid New(TimeProvider clock) => Guid.CreateVersion7(clock.GetUtcNow());

    /// <summary>The least identifier that is made from an instant on: rows made since then are found by their key, without an index of their own.</summary>
    public static Guid From(DateTimeOffset at)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, at.ToUnixTimeMilliseconds() << 16);
        return new Guid(bytes, bigEndian: true);
    }
}
