using Microsoft.Extensions.Options;
using Portal.Core.Privacy;

namespace Portal.Core.Accounts.Welcome;

/// <summary>What lets whoever reads a mail of the welcome stop it. Nothing of it is stored.</summary>
public sealed class WelcomeTokens(IOptions<SecretsOptions> secrets)
{
    private readonly IReadOnlyList<byte[]> _keys = secrets.Value.KeysFor("accounts.welcome");

    /// <summary>The token of a person.</summary>
    public string Of(Guid supporterId) => KeyedTokens.Of(_keys, supporterId.ToByteArray());

    /// <summary>Whether it is this person's.</summary>
    public bool IsOf(Guid supporterId, string? token) => KeyedTokens.IsOf(_keys, supporterId.ToByteArray(), token);
}
