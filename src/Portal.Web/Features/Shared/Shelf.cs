using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace Portal.Web.Features.Shared;

/// <summary>
/// Parts of pages that were drawn, each kept for as long as the very object it shows is there: what changes is another object, so
/// nothing old is ever shown and nothing has to be evicted.
/// </summary>
/// <typeparam name="TThing">What is shown. It never changes.</typeparam>
/// <typeparam name="TLook">All else that makes two drawings of it differ.</typeparam>
public class Shelf<TThing, TLook>
    where TThing : class
    where TLook : notnull
{
    private readonly ConditionalWeakTable<TThing, ConcurrentDictionary<TLook, IHtmlContent>> _drawn = [];

    /// <summary>The part in one look, drawn now if nobody has seen it so.</summary>
    public async ValueTask<IHtmlContent> GetAsync(TThing thing, TLook look, Func<Task<IHtmlContent>> draw)
    {
        var looks = _drawn.GetOrCreateValue(thing);
        return looks.TryGetValue(look, out var kept) ? kept : looks[look] = Flat(await draw());
    }

    // What a view gives back borrows its buffers for one request.
    private static HtmlString Flat(IHtmlContent drawn)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        drawn.WriteTo(text, HtmlEncoder.Default);
        return new HtmlString(text.ToString());
    }
}
