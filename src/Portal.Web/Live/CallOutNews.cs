using System.Runtime.Serialization;

namespace Portal.Web.Live;

/// <summary>That something of a call-out changed, as it travels: names, and whether everybody was found. Whoever hears it asks for the rest by the usual ways.</summary>
[DataContract]
public sealed record CallOutNews(
    [property: DataMember(Name = "id")] Guid Id,
    [property: DataMember(Name = "shift")] Guid Shift,
    [property: DataMember(Name = "found")] bool Found);
