using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Portal.Core;
using Portal.Core.Ledger;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Ledger;

/// <summary>How the money is shared, in a few figures, for whoever does not know the coalition yet.</summary>
public sealed class LedgerPanelViewComponent(LedgerQueries ledger, CurrentViewer current, IOptions<PortalOptions> portal) : ViewComponent
{
    /// <summary>Reads and shows it, in one command; nothing where nothing came in, or for somebody known.</summary>
    public async Task<IViewComponentResult> InvokeAsync() =>
        current.Value is null && await ledger.PulseAsync(HttpContext.RequestAborted) is { Count: > 0 } pulse
            ? View("/Features/Ledger/_Panel.cshtml", new LedgerPanel(pulse, portal.Value.DonationPage))
            : Content("");
}

/// <summary>The figures, and where gifts are taken.</summary>
public sealed record LedgerPanel(IReadOnlyList<LedgerPulse> Currencies, string? DonationPage);
