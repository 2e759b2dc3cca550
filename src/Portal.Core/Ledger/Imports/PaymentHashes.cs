using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Portal.Core.Privacy;

namespace Portal.Core.Ledger.Imports;

/// <summary>Makes of a provider's identifier what is kept of a payment: a keyed hash, by which it is known again and from which nothing can be read.</summary>
public sealed class PaymentHashes(IOptions<SecretsOptions> secrets)
{
    private readonly byte[] _key = secrets.Value.OldestKeyFor("ledger.payment");

    /// <summary>HMAC-SHA-256 of a provider and its identifier.</summary>
    public byte[] Of(string provider, string id) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{provider}\n{id}"));
}
