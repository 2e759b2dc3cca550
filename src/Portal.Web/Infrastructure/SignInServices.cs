using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Identity;
using Microsoft.Net.Http.Headers;
using Portal.Core.Accounts;

namespace Portal.Web.Infrastructure;

/// <summary>Registers signing in by cookie and the rules of who may go where.</summary>
public static class SignInServices
{
    /// <summary>The name of the query value that says where to go after signing in.</summary>
    public const string Back = "back";

    // So long a device may think about what it was asked.
    private static readonly TimeSpan Asked = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(30);

    /// <summary>The cookie, the person behind it, and the policies; the fallback policy denies.</summary>
    public static IServiceCollection AddSignIn(this IServiceCollection services, PortalCookies cookies)
    {
        services.AddScoped<CurrentViewer>();
        services.AddHttpContextAccessor();
        services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(IdentityConstants.ApplicationScheme, options => Configure(options, cookies))
            .AddCookie(IdentityConstants.TwoFactorUserIdScheme, options =>
            {
                cookies.Guard(options.Cookie, "asked");
                options.ExpireTimeSpan = Asked;
            });
        new IdentityBuilder(typeof(Supporter), services).AddSignInManager().AddClaimsPrincipalFactory<SupporterClaims>();
        Passkeys.Add(services);
        services.AddScoped<IAuthorizationHandler, ViewerHandler>();
        services.AddScoped<IAuthorizationHandler, OwnKeysHandler>();
        services.AddSingleton<AuthorizationMiddlewareResultHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, Refusals>();
        services.AddAuthorizationBuilder()
            .AddPolicy(Policies.Known, policy => policy.RequireAuthenticatedUser().AddRequirements(new ViewerRequirement(_ => true)))
            .AddPolicy(Policies.SignedIn, policy => policy.RequireAuthenticatedUser().AddRequirements(new ViewerRequirement(viewer => viewer.IsConfirmed)))
            .AddPolicy(Policies.Organiser, policy => policy.RequireAuthenticatedUser().AddRequirements(new ViewerRequirement(viewer => viewer is { IsConfirmed: true, IsOrganiser: true })))
            .AddPolicy(Policies.Administrator, policy => policy.RequireAuthenticatedUser().AddRequirements(new ViewerRequirement(viewer => viewer is { IsConfirmed: true, IsAdministrator: true })))
            .AddPolicy(Policies.OwnKeys, policy => policy.AddRequirements(new OwnKeysRequirement()))
            .AddPolicy(Policies.Auditor, policy => policy.RequireAuthenticatedUser().AddRequirements(new ViewerRequirement(viewer => viewer is { IsConfirmed: true, IsAuditor: true })))
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build());
        return services;
    }

    /// <summary>To be used right after authentication.</summary>
    public static void UseCurrentViewer(this WebApplication app) => app.UseMiddleware<ViewerReading>();

    private static void Configure(CookieAuthenticationOptions options, PortalCookies cookies)
    {
        cookies.Guard(options.Cookie, "person");
        options.ExpireTimeSpan = Remembered;
        options.SlidingExpiration = true;
        options.LoginPath = "/account/sign-in";
        options.ReturnUrlParameter = Back;
        options.Events.OnRedirectToAccessDenied = context => Answer(context, StatusCodes.Status403Forbidden);
        options.Events.OnRedirectToLogin = context => IsPage(context.Request) ? Redirect(context) : Answer(context, StatusCodes.Status401Unauthorized);
    }

    private static Task Answer(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    // A form cannot be sent again by a link, so only a page that was looked at is come back to.
    private static Task Redirect(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.Redirect(HttpMethods.IsGet(context.Request.Method) ? context.RedirectUri : context.Options.LoginPath.Value!);
        return Task.CompletedTask;
    }

    private static bool IsPage(HttpRequest request) =>
        !request.Path.StartsWithSegments("/hubs", StringComparison.Ordinal) && !request.Headers[HeaderNames.Accept].ToString().StartsWith("application/json", StringComparison.Ordinal);
}
