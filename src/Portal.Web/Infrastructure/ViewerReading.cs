using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Portal.Core;
using Portal.Core.Accounts;
using Portal.Core.Accounts.Sessions;
using Portal.Core.Mail.Standings;

namespace Portal.Web.Infrastructure;

/// <summary>
/// Fills <see cref="CurrentViewer"/> once a request by one query. A cookie whose account is gone or suspended, or whose session is over
/// (signed out, here or from elsewhere, not used for long, a new password), counts for nothing from that moment on. One that awaits the second step counts for that alone,
/// and a locked one for being unlocked.
/// </summary>
public sealed class ViewerReading(RequestDelegate next, ViewerQueries viewers, SessionService sessions, AddressStandings standings, IOptions<IdentityOptions> identity, IOptions<PortalOptions> portal)
{
    /// <summary>Reads, then goes on.</summary>
    public async Task InvokeAsync(HttpContext context, CurrentViewer current)
    {
        var claims = identity.Value.ClaimsIdentity;
        if (current.Value is null && Guid.TryParse(context.User.FindFirst(claims.UserIdClaimType)?.Value, out var id))
        {
            // The cookie says the address: with another one it is void, for the security stamp is another.
            var address = standings.HashOf(context.User.FindFirst(claims.EmailClaimType)?.Value) ?? [];
            var session = SupporterClaims.SessionOf(context.User) ?? Guid.Empty;
            var facts = await viewers.ReadAsync(id, session, address, context.RequestAborted);
            if (facts is { IsSuspended: false, SessionSeenAt: { } seenAt })
            {
                var viewer = Viewer.From(facts, portal.Value.TimeZone) with { Session = session, ProvenAt = facts.SessionProvenAt ?? DateTimeOffset.MinValue, IsOnSharedPhone = facts.SessionUsedAt is not null };
                if (sessions.IsLocked(facts.SessionUsedAt) || (viewer.IsOnSharedPhone && SharedPhone.IsLockPage(context.Request)))
                {
                    current.Locked = viewer;
                }
                else
                {
                    (current.Value, current.Awaited) = facts.AwaitsSecondStep ? (null, viewer) : (viewer, (Viewer?)null);
                    if (facts.SessionUsedAt is { } usedAt && SharedPhone.IsUsedByHand(context.Request))
                    {
                        await sessions.UseAsync(session, usedAt, context.RequestAborted);
                    }
                }

                await sessions.SeeAsync(session, seenAt, context.RequestAborted);
            }

            if (current.Value is null)
            {
                context.User = new ClaimsPrincipal(new ClaimsIdentity());
            }
        }

        await next(context);
    }
}
