using Portal.Core.Data;

namespace Portal.Browser.Tests.Journeys;

/// <summary>The same way on the other database.</summary>
public sealed class BookingOnPostgresTests(Chromium chromium) : BookingJourney(chromium, DatabaseProvider.Postgres);
