using System.Runtime.Serialization;
using System.Text.Json.Serialization;

namespace Portal.Core.Updates;

/// <summary>
/// One event as it travels to readers, whole in itself, so that nobody comes back for more. Names and values are a contract:
/// instants are ISO 8601 in UTC, <c>kind</c> is posted, edited or withdrawn, <c>severity</c> normal, thanks or urgent, <c>lang</c>
/// a two-letter code, <c>html</c> sanitised, <c>url</c> a path of the portal. A withdrawn update's frame has only channel, number, id and kind.
/// </summary>
[DataContract]
public sealed record Frame
{
    /// <summary>The channel.</summary>
    [DataMember(Name = "channel")]
    public required string Channel { get; init; }

    /// <summary>The number in the channel.</summary>
    [DataMember(Name = "seq")]
    public required long Seq { get; init; }

    /// <summary>The update's identifier.</summary>
    [DataMember(Name = "id")]
    public required Guid Id { get; init; }

    /// <summary>What happened.</summary>
    [DataMember(Name = "kind")]
    public required string Kind { get; init; }

    /// <summary>The organisation's name.</summary>
    [DataMember(Name = "organisation")]
    public string? Organisation { get; init; }

    /// <summary>The campaign's name in addresses.</summary>
    [DataMember(Name = "campaign")]
    public string? Campaign { get; init; }

    /// <summary>How urgent.</summary>
    [DataMember(Name = "severity")]
    public string? Severity { get; init; }

    /// <summary>When it was posted.</summary>
    [DataMember(Name = "at")]
    public string? At { get; init; }

    /// <summary>The language of title and text.</summary>
    [DataMember(Name = "lang")]
    public string? Lang { get; init; }

    /// <summary>The title, plain text.</summary>
    [DataMember(Name = "title")]
    public string? Title { get; init; }

    /// <summary>The text, sanitised HTML.</summary>
    [DataMember(Name = "html")]
    public string? Html { get; init; }

    /// <summary>Where it stands.</summary>
    [DataMember(Name = "url")]
    public string? Url { get; init; }

    /// <summary>When its text was last edited; null where it never was. An event of kind edited may be about something else, such as a translation.</summary>
    [DataMember(Name = "edited"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Edited { get; init; }

    /// <summary>Whether it stands above the others.</summary>
    [DataMember(Name = "pinned"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Pinned { get; init; }

    /// <summary>The same in other languages, by their two-letter codes.</summary>
    [DataMember(Name = "translations"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, FrameWords>? Translations { get; init; }

    /// <summary>Its picture; null where it has none that was released.</summary>
    [DataMember(Name = "picture"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FramePicture? Picture { get; init; }
}
