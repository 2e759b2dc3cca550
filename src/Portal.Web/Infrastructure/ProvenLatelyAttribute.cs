using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Options;
using Portal.Core.Accounts.Sessions;

namespace Portal.Web.Infrastructure;

/// <summary>
/// Lets in only who gave their password on this device within <see cref="SessionsOptions.ProofHours"/>; others are asked for it first and led
/// back. For secrets, files that are taken away, and what opens an account.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ProvenLatelyAttribute : Attribute, IResourceFilter
{
    /// <summary>Where one shows again who one is.</summary>
    public const string Page = "/account/prove";

    /// <summary>Minutes for which it is enough, where these are fewer than usual; 0 for as usual.</summary>
    public int Minutes { get; set; }

    /// <summary>Where a form leads back to, which cannot be sent again by a link; <c>{id}</c> stands for that of its address.</summary>
    public string Back { get; set; } = "/";

    /// <inheritdoc/>
    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        var services = context.HttpContext.RequestServices;
        var lasts = Minutes > 0 ? TimeSpan.FromMinutes(Minutes) : TimeSpan.FromHours(services.GetRequiredService<IOptions<SessionsOptions>>().Value.ProofHours);
        if (services.GetRequiredService<CurrentViewer>().Person is not { } viewer || services.GetRequiredService<TimeProvider>().GetUtcNow() - viewer.ProvenAt >= lasts)
        {
            var request = context.HttpContext.Request;
            context.Result = new LocalRedirectResult($"{Page}?{SignInServices.Back}={Uri.EscapeDataString(HttpMethods.IsGet(request.Method) ? $"{request.Path}{request.QueryString}" : Back.Replace("{id}", $"{context.RouteData.Values["id"]}", StringComparison.Ordinal))}");
        }
    }

    /// <inheritdoc/>
    public void OnResourceExecuted(ResourceExecutedContext context)
    {
    }
}
