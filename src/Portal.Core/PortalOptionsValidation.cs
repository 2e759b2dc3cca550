using Microsoft.Extensions.Options;

namespace Portal.Core;

/// <summary>What the portal's own address and zone must be, beyond being there.</summary>
internal sealed class PortalOptionsValidation : IValidateOptions<PortalOptions>
{
    public ValidateOptionsResult Validate(string? name, PortalOptions options)
    {
        var complaints = Complaints(options).ToList();
        return complaints.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(complaints);
    }

    // What is missing altogether is said by the annotations.
    private static IEnumerable<string> Complaints(PortalOptions options)
    {
        if (!string.IsNullOrWhiteSpace(options.BaseAddress) && !IsBase(options.BaseAddress))
        {
            yield return "Portal:BaseAddress must be an http or https address that paths can be put behind: without a name before an @, without ? and #.";
        }

        if (options.SecurityContact.Length > 0 && !(Uri.TryCreate(options.SecurityContact, UriKind.Absolute, out var contact) && contact.Scheme is "mailto" or "https"))
        {
            yield return "Portal:SecurityContact must be a mailto: or https: address.";
        }

        if (options.DonationPage is { } give && !(Uri.TryCreate(give, UriKind.Absolute, out var page) && page.Scheme == Uri.UriSchemeHttps))
        {
            yield return "Portal:DonationPage must be an https: address.";
        }

        if (!string.IsNullOrWhiteSpace(options.TimeZone) && !(TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out var zone) && zone.HasIanaId))
        {
            yield return $"Portal:TimeZone is '{options.TimeZone}', which is no time zone; it must be a name such as Europe/Paris.";
        }
    }

    private static bool IsBase(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
        && uri.Host.Length > 0
        && uri.UserInfo.Length == 0
        && address.AsSpan().IndexOfAny('?', '#') < 0;
}
