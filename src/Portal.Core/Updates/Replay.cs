using System.Runtime.Serialization;
using System.Text.Json.Serialization;

namespace Portal.Core.Updates;

/// <summary>
/// What a reader missed: <c>{frames, more, head}</c>, or <c>{reset: true, head}</c> where the number that was asked for is none of
/// this channel's, or lies before the oldest event that is kept.
/// </summary>
[DataContract]
public sealed record Replay
{
    /// <summary>The frames in order of their numbers; at most <see cref="FrameQueries.Most"/>.</summary>
    [DataMember(Name = "frames"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<Frame>? Frames { get; init; }

    /// <summary>Whether there are more after them.</summary>
    [DataMember(Name = "more"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? More { get; init; }

    /// <summary>Whether to forget all and begin at <see cref="Head"/>.</summary>
    [DataMember(Name = "reset"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Reset { get; init; }

    /// <summary>The number of the channel's newest event when this was read.</summary>
    [DataMember(Name = "head")]
    public required long Head { get; init; }

    /// <summary>Nothing was missed.</summary>
    public static Replay Nothing(long head) => new() { Frames = [], More = false, Head = head };
}
