using System.Runtime.Serialization;

namespace Portal.Core.Updates;

/// <summary>What an update says in another language, as it travels to readers.</summary>
[DataContract]
public sealed record FrameWords
{
    /// <summary>The title, plain text.</summary>
    [DataMember(Name = "title")]
    public required string Title { get; init; }

    /// <summary>The text, sanitised HTML.</summary>
    [DataMember(Name = "html")]
    public required string Html { get; init; }
}
