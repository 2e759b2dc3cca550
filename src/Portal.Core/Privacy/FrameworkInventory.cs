using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;

namespace Portal.Core.Privacy;

/// <summary>Says of the framework's own entities what attributes say of ours: they cannot bear any.</summary>
public static class FrameworkInventory
{
    private static readonly NotPersonalAttribute Identifier = new(Because.Identifier);
    private static readonly NotPersonalAttribute Bookkeeping = new(Because.Bookkeeping);
    private static readonly PersonalAttribute SignIn = new("to sign in", Tier.Restricted, Because.Account, Because.Oneself);
    private static readonly PersonalAttribute SecondFactor = new("to sign in", Tier.Secret, Because.Account, Because.Nobody);

    private static readonly Dictionary<(Type Entity, string Property), Attribute> Known = new()
    {
        [(typeof(IdentityUserClaim<Guid>), nameof(IdentityUserClaim<>.Id))] = Identifier,
        [(typeof(IdentityUserClaim<Guid>), nameof(IdentityUserClaim<>.UserId))] = Identifier,
        [(typeof(IdentityUserClaim<Guid>), nameof(IdentityUserClaim<>.ClaimType))] = Bookkeeping,
        [(typeof(IdentityUserClaim<Guid>), nameof(IdentityUserClaim<>.ClaimValue))] = SignIn,

        [(typeof(IdentityUserLogin<Guid>), nameof(IdentityUserLogin<>.LoginProvider))] = Bookkeeping,
        [(typeof(IdentityUserLogin<Guid>), nameof(IdentityUserLogin<>.ProviderKey))] = SignIn,
        [(typeof(IdentityUserLogin<Guid>), nameof(IdentityUserLogin<>.ProviderDisplayName))] = Bookkeeping,
        [(typeof(IdentityUserLogin<Guid>), nameof(IdentityUserLogin<>.UserId))] = Identifier,

        [(typeof(IdentityUserToken<Guid>), nameof(IdentityUserToken<>.UserId))] = Identifier,
        [(typeof(IdentityUserToken<Guid>), nameof(IdentityUserToken<>.LoginProvider))] = Bookkeeping,
        [(typeof(IdentityUserToken<Guid>), nameof(IdentityUserToken<>.Name))] = Bookkeeping,
        [(typeof(IdentityUserToken<Guid>), nameof(IdentityUserToken<>.Value))] = SecondFactor,

        [(typeof(IdentityUserPasskey<Guid>), nameof(IdentityUserPasskey<>.UserId))] = Identifier,
        [(typeof(IdentityUserPasskey<Guid>), nameof(IdentityUserPasskey<>.CredentialId))] = SignIn,
        [(typeof(IdentityPasskeyData), nameof(IdentityPasskeyData.PublicKey))] = SignIn,
        [(typeof(IdentityPasskeyData), nameof(IdentityPasskeyData.Name))] = SignIn,
        [(typeof(IdentityPasskeyData), nameof(IdentityPasskeyData.CreatedAt))] = SignIn,
        [(typeof(IdentityPasskeyData), nameof(IdentityPasskeyData.SignCount))] = Bookkeeping,
        [(typeof(IdentityPasskeyData), nameof(IdentityPasskeyData.Transports))] = Bookkeeping,
        [(typeof(IdentityPasskeyData), nameof(IdentityPasskeyData.IsUserVerified))] = Bookkeeping,
        [(typeof(IdentityPasskeyData), nameof(IdentityPasskeyData.IsBackupEligible))] = Bookkeeping,
        [(typeof(IdentityPasskeyData), nameof(IdentityPasskeyData.IsBackedUp))] = Bookkeeping,
        [(typeof(IdentityPasskeyData), nameof(IdentityPasskeyData.AttestationObject))] = SignIn,
        [(typeof(IdentityPasskeyData), nameof(IdentityPasskeyData.ClientDataJson))] = SignIn,
        // EF's own link from the passkey to its data, which lies in one JSON column of the same row.
        [(typeof(IdentityPasskeyData), "IdentityUserPasskeyCredentialId")] = Identifier,
        [(typeof(IdentityPasskeyData), "IdentityUserPasskey<Guid>CredentialId")] = Identifier,

        [(typeof(DataProtectionKey), nameof(DataProtectionKey.Id))] = Identifier,
        [(typeof(DataProtectionKey), nameof(DataProtectionKey.FriendlyName))] = Bookkeeping,
        [(typeof(DataProtectionKey), nameof(DataProtectionKey.Xml))] = new NotPersonalAttribute("the portal's own keys"),
    };

    /// <summary>A <see cref="PersonalAttribute"/> or a <see cref="NotPersonalAttribute"/>, or null for what is not listed.</summary>
    public static Attribute? Find(Type entity, string property) => Known.GetValueOrDefault((entity, property));
}
