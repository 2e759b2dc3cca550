using System.Net;

namespace Portal.Web.Tests.Access;

/// <summary>How a request ended, in a word.</summary>
internal static class Outcome
{
    /// <summary>Got what was asked for; for what may change something: it did.</summary>
    public const string Open = "open";

    /// <summary>Was let in, and nothing was changed: an empty form comes back, or nothing was to be done.</summary>
    public const string Form = "form";

    private const string Refused = "403";

    // Where somebody is led who may not go on yet. A page that is asked for by itself is no such place.
    private static readonly Dictionary<string, string> Doors = new(StringComparer.Ordinal)
    {
        ["/account/sign-in"] = "sign-in",
        ["/account/confirm"] = "confirm",
        ["/account/prove"] = "prove",
        ["/account/second-step"] = "step",
    };

    public static string Of(HttpResponseMessage response, bool isUnsafe, bool changed)
    {
        var door = response.Headers.Location is { } place ? Doors.GetValueOrDefault(PathOf(place)) : null;
        return response.StatusCode >= HttpStatusCode.BadRequest ? $"{(int)response.StatusCode}" : door ?? (isUnsafe && !changed ? Form : Open);
    }

    /// <summary>Whether somebody was let in.</summary>
    public static bool IsIn(string outcome) => outcome is Open or Form;

    /// <summary>Whether it was decided by who asked alone, whatever the address named.</summary>
    public static bool IsBeforeRows(string outcome) => outcome == Refused || Doors.ContainsValue(outcome);

    private static string PathOf(Uri place) => (place.IsAbsoluteUri ? place.AbsolutePath : place.OriginalString).Split('?')[0];
}
