using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Portal.Core.Bookings;
using Portal.Core.Shifts;

namespace Portal.Web.Features.Shifts;

/// <summary>
/// Tickets that were drawn, each kept for as long as the very shift it shows stands in the shared snapshot: what changes is another
/// object there, so nothing old is ever shown and nothing has to be evicted.
/// </summary>
public sealed class TicketShelf
{
    private readonly ConditionalWeakTable<ComingShift, ConcurrentDictionary<TicketLook, IHtmlContent>> _drawn = [];

    /// <summary>The ticket of a shift in one look, drawn now if nobody has seen it so.</summary>
    public async ValueTask<IHtmlContent> GetAsync(ComingShift shift, TicketLook look, Func<Task<IHtmlContent>> draw)
    {
        var looks = _drawn.GetOrCreateValue(shift);
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

/// <summary>All that makes two tickets of the same shift differ; the numbers of places are the shift's own.</summary>
/// <param name="Language">The culture of the words.</param>
/// <param name="Zone">The zone its times are told in.</param>
/// <param name="Today">The reader's day there: tonight is tonight for one day.</param>
/// <param name="Opens">From when it may be booked, as words; null for now.</param>
/// <param name="Mine">The reader's booking on it.</param>
/// <param name="Act">The key of the button's words.</param>
/// <param name="WithDay">Whether it says its day.</param>
public readonly record struct TicketLook(string Language, string Zone, DateOnly Today, string? Opens, BookingState? Mine, string Act, bool WithDay);
