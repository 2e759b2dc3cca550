using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Shared;

/// <summary>Messages that survive one redirect, in a cookie that the next page takes away. Several may be left; all are shown.</summary>
public static class Flash
{
    /// <summary>The short name of the cookie that carries them.</summary>
    public const string Cookie = "flash";

    private const string Key = "flash";

    /// <summary>It is done.</summary>
    public static void SayDone(this ITempDataDictionary messages, string text) => messages.Leave("ok", text);

    /// <summary>It is done, and this may come next: words for a link, and its path.</summary>
    public static void SayDone(this ITempDataDictionary messages, string text, (string Text, string Path)? next) =>
        messages.Leave("ok", next is { } link ? $"{text}\n{link.Path}\n{link.Text}" : text);

    /// <summary>It is waiting, or needs another step.</summary>
    public static void SayWaiting(this ITempDataDictionary messages, string text) => messages.Leave("wait", text);

    /// <summary>It was refused, or needs attention now.</summary>
    public static void SayRefused(this ITempDataDictionary messages, string text) => messages.Leave("urgent", text);

    /// <summary>
    /// The messages that are waiting, which are thereby gone. A request that brought none does not touch the store:
    /// it would answer with a cookie, and a page with a cookie cannot be cached.
    /// </summary>
    public static IReadOnlyList<FlashMessage> Take(HttpRequest request, PortalCookies cookies, ITempDataDictionary messages) =>
        request.Cookies.ContainsKey(cookies.Name(Cookie)) && messages[Key] is string[] lines ? [.. lines.Select(Read)] : [];

    private static void Leave(this ITempDataDictionary messages, string look, string text)
    {
        var before = messages.Peek(Key) as string[] ?? [];
        // A double tap leaves what the first one left: it is said once.
        messages[Key] = before.Append($"{look} {text}").Distinct().ToArray();
    }

    private static FlashMessage Read(string line)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        var parts = line[(space + 1)..].Split('\n');
        return new FlashMessage(line[..space], parts[0]) { Next = parts is [_, var path, var text] ? (text, path) : null };
    }
}
