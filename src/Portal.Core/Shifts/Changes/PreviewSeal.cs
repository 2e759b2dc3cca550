using System.Security.Cryptography;
using System.Text;

namespace Portal.Core.Shifts.Changes;

/// <summary>What a preview showed, in sixteen letters: whoever applies it says by them which one was seen.</summary>
internal static class PreviewSeal
{
    private const int Letters = 16;

    /// <summary>The same for the same parts in the same order.</summary>
    public static string Of(IEnumerable<string> parts) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('|', parts))))[..Letters];
}
