using System.Runtime.Serialization;
using Portal.Core.Updates.Pictures;

namespace Portal.Core.Updates;

/// <summary>An update's released picture as it travels to readers. <c>url</c> and <c>small</c> are paths of the portal.</summary>
[DataContract]
public sealed record FramePicture
{
    /// <summary>Where the large one is.</summary>
    [DataMember(Name = "url")]
    public required string Url { get; init; }

    /// <summary>Where the small one is.</summary>
    [DataMember(Name = "small")]
    public required string Small { get; init; }

    /// <summary>What is on it, in the language of the update.</summary>
    [DataMember(Name = "alt")]
    public required string Alt { get; init; }

    /// <summary>Width of the large one, in pixels.</summary>
    [DataMember(Name = "width")]
    public required int Width { get; init; }

    /// <summary>Height of the large one, in pixels.</summary>
    [DataMember(Name = "height")]
    public required int Height { get; init; }

    /// <summary>As a frame carries it.</summary>
    internal static FramePicture? Of(CardPicture? picture) => picture is null ? null : new()
    {
        Url = picture.Large,
        Small = picture.Small,
        Alt = picture.Alt,
        Width = picture.Width,
        Height = picture.Height,
    };
}
