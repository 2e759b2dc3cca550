using Microsoft.AspNetCore.Identity;
using Portal.Core.Accounts;
using Portal.Core.Resources;
using Portal.Web.Live;

namespace Portal.Web.Infrastructure;

/// <summary>Gives and takes the cookie of a person. From then on the portal speaks their language, also on the next page they see signed out.</summary>
public sealed class SignIn(SignInManager<Supporter> manager, PortalCookies cookies, LiveConnections connections, IHttpContextAccessor http)
{
    /// <summary>Signs in; until the browser closes, or for thirty days from the last visit.</summary>
    public Task AsAsync(Supporter supporter, bool remember)
    {
        ReaderLanguage.Remember(http.HttpContext!.Response, cookies, Languages.Known(supporter.Language));
        return manager.SignInAsync(supporter, remember);
    }

    /// <summary>Gives the cookie anew after something in it changed, as lasting as before.</summary>
    public async Task AnewAsync(Supporter supporter)
    {
        ReaderLanguage.Remember(http.HttpContext!.Response, cookies, Languages.Known(supporter.Language));
        await manager.RefreshSignInAsync(supporter);
    }

    /// <summary>Takes the cookie away, and closes what was opened by it in this process.</summary>
    public async Task OutAsync()
    {
        await manager.SignOutAsync();
        if (LivePerson.IdOf(http.HttpContext!.User) is { } person)
        {
            connections.CloseOf(person);
        }
    }
}
