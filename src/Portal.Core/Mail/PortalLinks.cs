using Microsoft.Extensions.Options;

namespace Portal.Core.Mail;

/// <summary>The one place where links that leave the portal are made: always from <c>Portal:BaseAddress</c>.</summary>
public sealed class PortalLinks(IOptions<PortalOptions> options)
{
    /// <summary>The absolute address of a path such as <c>/shifts/…</c>, which must be escaped already.</summary>
    public string To(string path) => options.Value.BaseAddress.TrimEnd('/') + path;
}
