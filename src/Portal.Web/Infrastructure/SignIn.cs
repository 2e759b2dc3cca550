using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Portal.Core.Accounts;
using Portal.Core.Accounts.Sessions;
using Portal.Core.Resources;
using Portal.Web.Live;

namespace Portal.Web.Infrastructure;

/// <summary>Opens and ends sessions, and gives and takes their cookies. From then on the portal speaks the person's language, also on the next page they see signed out.</summary>
public sealed class SignIn(SignInManager<Supporter> manager, SessionService sessions, ViewerQueries viewers, CurrentViewer current, PortalCookies cookies, LiveConnections connections, IHttpContextAccessor http)
{
    private HttpContext Context => http.HttpContext!;

    /// <summary>Signs in: until the browser closes, or for thirty days from the last visit. Who was signed in here before is not any more.</summary>
    /// <param name="byPasskey">Whether they showed who they are by a passkey, and not by a password alone.</param>
    /// <param name="shared">Whether several people use the phone: then nobody is remembered on it, and it locks without use.</param>
    /// <returns>Whether they have yet to take the second step.</returns>
    public async Task<bool> AsAsync(Supporter supporter, bool remember, bool byPasskey = false, bool shared = false)
    {
        await EndAsync();
        var session = await sessions.StartAsync(supporter, Context.Request.Headers.UserAgent, remember, byPasskey, Context.RequestAborted, shared);
        await GiveAsync(supporter, session, new AuthenticationProperties { IsPersistent = remember && !shared });
        return await IsAwaitedAsync(supporter.Id, session);
    }

    /// <summary>Lets the locked session of this request go on, for its person has just shown who they are.</summary>
    /// <returns>Whether they have yet to take the second step.</returns>
    public async Task<bool> UnlockAsync(bool byPasskey)
    {
        var locked = current.Locked!;
        await sessions.UnlockAsync(locked.Id, locked.Session, byPasskey, Context.RequestAborted);
        return await IsAwaitedAsync(locked.Id, locked.Session);
    }

    /// <summary>Locks the session of this request at once, and its live connections.</summary>
    public async Task LockAsync()
    {
        if (current.Person is { IsOnSharedPhone: true } viewer)
        {
            await sessions.LockAsync(viewer.Id, viewer.Session, Context.RequestAborted);
            connections.Close(reader => reader.Session == viewer.Session);
        }
    }

    /// <summary>Gives the cookie anew after something in it changed, as lasting as before, for the same session. Of one that ended meanwhile the cookie is worth nothing.</summary>
    public async Task AnewAsync(Supporter supporter)
    {
        var before = await Context.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        await GiveAsync(supporter, current.Value!.Session, before.Properties ?? new());
    }

    /// <summary>Lets the session of this request go on after its own person changed what ends every session. Nobody else calls it: it would bring back what was ended on purpose.</summary>
    public async Task GoOnAsync(Supporter supporter)
    {
        await sessions.RenewAsync(current.Value!.Session, supporter, Context.RequestAborted);
        await AnewAsync(supporter);
    }

    /// <summary>Ends the session, so that no copy of its cookie is good for anything, and takes the cookie away.</summary>
    public async Task OutAsync()
    {
        await EndAsync();
        await manager.SignOutAsync();
    }

    private async Task EndAsync()
    {
        if ((current.Person ?? current.Locked) is { } viewer)
        {
            await sessions.EndAsync(viewer.Id, viewer.Session, Context.RequestAborted);
            connections.Close(reader => reader.Session == viewer.Session);
        }
    }

    private async Task<bool> IsAwaitedAsync(Guid supporterId, Guid session) =>
        await viewers.ReadAsync(supporterId, session, [], Context.RequestAborted) is { AwaitsSecondStep: true };

    private Task GiveAsync(Supporter supporter, Guid session, AuthenticationProperties properties)
    {
        ReaderLanguage.Remember(Context.Response, cookies, Languages.Known(supporter.Language));
        return manager.SignInWithClaimsAsync(supporter, properties, [new Claim(SupporterClaims.Session, $"{session}")]);
    }
}
