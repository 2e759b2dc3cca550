using System.Runtime.Serialization;

namespace Portal.Web.Live;

/// <summary>That something of a call-out changed, as it travels: names only. Whoever hears it asks for the rest by the usual ways.</summary>
[DataContract]
public sealed record CallOutNews([property: DataMember(Name = "id")] Guid Id, [property: DataMember(Name = "shift")] Guid Shift);
