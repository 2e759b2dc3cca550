using Portal.Core;
using Portal.Core.Bookings.Rules;

namespace Portal.Web.Features.Shared;

/// <summary>One reason against, with what its sentence needs.</summary>
/// <param name="Kinds">The names of the kinds of qualification.</param>
/// <param name="Back">The address to come back to, escaped.</param>
/// <param name="IsQuiet">Whether the page has another action that is its one.</param>
public sealed record ObstacleLine(Obstacle Obstacle, IReadOnlyDictionary<Guid, LocalText> Kinds, TimeZoneInfo Zone, DateTimeOffset Now, string Back, bool IsQuiet);
