namespace Portal.Web.Infrastructure;

/// <summary>
/// How the portal's cookies are named and guarded. Where <c>Portal:BaseAddress</c> is an https address they bear the
/// prefix <c>__Host-</c> and the mark Secure; a portal tried out over http gets the same cookies without either.
/// </summary>
public sealed record PortalCookies(bool OverHttps)
{
    /// <summary>Reads the settings.</summary>
    public static PortalCookies From(IConfiguration configuration) =>
        new(configuration["Portal:BaseAddress"]?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) == true);

    /// <summary>The full name of a cookie.</summary>
    public string Name(string name) => OverHttps ? $"__Host-{name}" : $"portal-{name}";

    /// <summary>Names and guards a cookie that the framework writes.</summary>
    public void Guard(CookieBuilder cookie, string name)
    {
        cookie.Name = Name(name);
        cookie.Path = "/";
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.IsEssential = true;
        cookie.SecurePolicy = OverHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
    }
}
