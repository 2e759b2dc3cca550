using Portal.Core;
using Portal.Core.Bookings.Waiting;

namespace Portal.Web.Features.Bookings;

/// <summary>A place that its holder offers to the reader, with the names of the qualifications that may stand in the way.</summary>
public sealed record TakeOverModel(HandedPlace Place, IReadOnlyDictionary<Guid, LocalText> Kinds);
