using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Portal.Core;
using Portal.Core.Accounts;

namespace Portal.Web.Infrastructure;

/// <summary>
/// The two ceremonies of WebAuthn (Level 3, sections 7.1 and 7.2), by the framework. What was asked is kept in a short-lived cookie until the
/// device answers. A device has to check its owner, by finger, face or code: so a passkey is two factors at once.
/// </summary>
public sealed class Passkeys(SignInManager<Supporter> manager)
{
    private const int LongestAnswer = 16 * 1024;

    /// <summary>What a device is asked to make a passkey by, as JSON.</summary>
    public Task<string> AskToMakeAsync(Supporter supporter) =>
        manager.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity { Id = $"{supporter.Id}", Name = supporter.Email!, DisplayName = supporter.DisplayName });

    /// <summary>The passkey that a device made for this person; null where its answer does not fit what it was asked.</summary>
    public async Task<UserPasskeyInfo?> MadeAsync(Supporter supporter, string? answer)
    {
        var result = await TryAsync(answer, manager.PerformPasskeyAttestationAsync);
        return result is { Succeeded: true } && result.UserEntity.Id == $"{supporter.Id}" ? result.Passkey : null;
    }

    /// <summary>What a device is asked to show that its owner is there, as JSON: any of the passkeys that it has for this portal.</summary>
    public Task<string> AskAsync() => manager.MakePasskeyRequestOptionsAsync(null);

    /// <summary>Who has shown by a passkey who they are; null where the answer does not fit, or the passkey is not known.</summary>
    public async Task<Supporter?> ShownAsync(string? answer)
    {
        var result = await TryAsync(answer, manager.PerformPasskeyAssertionAsync);
        if (result is not { Succeeded: true })
        {
            return null;
        }

        // With it is kept how often it was used, by which a copied one gives itself away.
        return (await manager.UserManager.AddOrUpdatePasskeyAsync(result.User, result.Passkey)).Succeeded ? result.User : null;
    }

    /// <summary>Registers the ceremonies and the cookie that what was asked is kept in.</summary>
    internal static void Add(IServiceCollection services)
    {
        services.AddScoped<Passkeys>();
        services.AddOptions<IdentityPasskeyOptions>().Configure<IOptions<PortalOptions>>((options, portal) =>
        {
            var own = new Uri(portal.Value.BaseAddress);
            options.ServerDomain = own.Host;
            options.UserVerificationRequirement = "required";
            options.ResidentKeyRequirement = "required";
            // The framework compares with a header that our own policy of referrers empties.
            options.ValidateOrigin = context => ValueTask.FromResult(!context.CrossOrigin && string.Equals(context.Origin, own.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase));
        });
    }

    private static async Task<TResult?> TryAsync<TResult>(string? answer, Func<string, Task<TResult>> perform)
        where TResult : class
    {
        if (answer is not { Length: > 0 and <= LongestAnswer })
        {
            return null;
        }

        try
        {
            return await perform(answer);
        }
        catch (InvalidOperationException)
        {
            // Nothing was asked in this browser, or too long ago.
            return null;
        }
    }
}
