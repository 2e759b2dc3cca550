using Microsoft.Net.Http.Headers;
using Portal.Web.Live;

namespace Portal.Web.Infrastructure;

/// <summary>What counts as somebody using a phone that several people share, and where it is unlocked.</summary>
public static class SharedPhone
{
    /// <summary>Where one shows who one is, to go on.</summary>
    public const string LockPage = "/account/locked";

    /// <summary>The header by which a script says that it sends what somebody just tapped.</summary>
    public const string ByHand = "X-By-Hand";

    /// <summary>That page, from which one goes on to <paramref name="back"/>.</summary>
    public static string WayToUnlock(string? back) => back is null ? LockPage : $"{LockPage}?{SignInServices.Back}={Uri.EscapeDataString(back)}";

    /// <summary>Whether a request is for that page. On it a shared phone counts as locked, whether or not the time is over: a page that nobody touched led there, by a clock of its own.</summary>
    public static bool IsLockPage(HttpRequest request) => request.Path.Equals(LockPage, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Whether somebody did something: opened a page, or sent a form. What pages ask for by themselves is no use: live connections, parts that
    /// are drawn anew, styles and pictures. Browsers say it by <c>Sec-Fetch-Mode</c> (Fetch Metadata); old ones, and all over http, by what they accept.
    /// </summary>
    public static bool IsUsedByHand(HttpRequest request)
    {
        if (LiveGate.IsForHub(request))
        {
            return false;
        }

        if (request.Headers.ContainsKey(ByHand))
        {
            return true;
        }

        var (mode, accepts) = (request.Headers["Sec-Fetch-Mode"].ToString(), request.Headers[HeaderNames.Accept].ToString());
        return mode.Length > 0
            ? string.Equals(mode, "navigate", StringComparison.Ordinal)
            : accepts.Length == 0 || accepts.Contains("text/html", StringComparison.OrdinalIgnoreCase);
    }
}
