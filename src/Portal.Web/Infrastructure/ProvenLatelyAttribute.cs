using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Options;
using Portal.Core.Accounts.Sessions;

namespace Portal.Web.Infrastructure;

/// <summary>
/// Lets in only who gave their password on this device within <see cref="SessionsOptions.ProofHours"/>; others are asked for it first and led
/// back. For pages that are looked at: secrets, and files that are taken away.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ProvenLatelyAttribute : Attribute, IResourceFilter
{
    /// <summary>Where one shows again who one is.</summary>
    public const string Page = "/account/prove";

    /// <inheritdoc/>
    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        var services = context.HttpContext.RequestServices;
        var lasts = TimeSpan.FromHours(services.GetRequiredService<IOptions<SessionsOptions>>().Value.ProofHours);
        if (services.GetRequiredService<CurrentViewer>().Value is not { } viewer || services.GetRequiredService<TimeProvider>().GetUtcNow() - viewer.ProvenAt >= lasts)
        {
            var request = context.HttpContext.Request;
            context.Result = new LocalRedirectResult($"{Page}?{SignInServices.Back}={Uri.EscapeDataString($"{request.Path}{request.QueryString}")}");
        }
    }

    /// <inheritdoc/>
    public void OnResourceExecuted(ResourceExecutedContext context)
    {
    }
}
