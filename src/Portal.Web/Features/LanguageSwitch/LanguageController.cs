using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Portal.Core.Accounts;
using Portal.Core.Resources;
using Portal.Web.Infrastructure;

namespace Portal.Web.Features.LanguageSwitch;

/// <summary>The language switch: a link, so that pages need no form and can be cached.</summary>
[AllowAnonymous]
public sealed class LanguageController(PortalCookies cookies, CurrentViewer current, ProfileService profiles, ProfileQueries queries, SignIn signIn) : Controller
{
    /// <summary>Remembers a language for a year, in the profile too for whoever is signed in, and leads back, to addresses of this portal only.</summary>
    [HttpGet("/language/{code}")]
    public async Task<IActionResult> Choose(string code, string? back, CancellationToken cancellationToken)
    {
        if (!Languages.All.ContainsKey(code))
        {
            return NotFound();
        }

        ReaderLanguage.Remember(Response, cookies, code);
        if (current.Value is { } viewer)
        {
            await profiles.SpeakAsync(viewer.Id, code, cancellationToken);
            await signIn.AnewAsync(await queries.AccountAsync(viewer.Id, cancellationToken));
        }

        return LocalRedirect(Url.IsLocalUrl(back) ? back : "/");
    }
}
