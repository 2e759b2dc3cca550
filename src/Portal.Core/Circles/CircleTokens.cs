using Microsoft.Extensions.Options;
using Portal.Core.Privacy;

namespace Portal.Core.Circles;

/// <summary>What lets whoever reads a mail of a circle's hosts ask for no more of them. Nothing of it is stored.</summary>
public sealed class CircleTokens(IOptions<SecretsOptions> secrets)
{
    private readonly IReadOnlyList<byte[]> _keys = secrets.Value.KeysFor("circles.mail");

    /// <summary>The token of a membership.</summary>
    public string Of(Guid memberId) => KeyedTokens.Of(_keys, memberId.ToByteArray());

    /// <summary>Whether it is this membership's.</summary>
    public bool IsOf(Guid memberId, string? token) => KeyedTokens.IsOf(_keys, memberId.ToByteArray(), token);
}
