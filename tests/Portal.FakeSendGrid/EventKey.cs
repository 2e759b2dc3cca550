using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Portal.FakeSendGrid;

/// <summary>A key pair of its own, and signatures as SendGrid makes them: ECDSA on P-256 with SHA-256 over timestamp and body, as DER in base64.</summary>
public sealed class EventKey : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly Lock _door = new();

    /// <summary>The public key as SendGrid shows it.</summary>
    public string Public
    {
        get
        {
            lock (_door)
            {
                return Convert.ToBase64String(_key.ExportSubjectPublicKeyInfo());
            }
        }
    }

    /// <summary>Signs a body.</summary>
    public SignedEvents Sign(string body, long epochSeconds)
    {
        var timestamp = epochSeconds.ToString(CultureInfo.InvariantCulture);
        lock (_door)
        {
            var signature = _key.SignData(Encoding.UTF8.GetBytes(timestamp + body), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
            return new SignedEvents(body, Convert.ToBase64String(signature), timestamp);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _key.Dispose();
}

/// <summary>A body with the two headers that prove where it comes from.</summary>
public sealed record SignedEvents(string Body, string Signature, string Timestamp)
{
    /// <summary>The name of the header with the signature.</summary>
    public const string SignatureHeader = "X-Twilio-Email-Event-Webhook-Signature";

    /// <summary>The name of the header with the timestamp.</summary>
    public const string TimestampHeader = "X-Twilio-Email-Event-Webhook-Timestamp";

    /// <summary>The request that brings it.</summary>
    public HttpRequestMessage To(string address)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(Body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation(SignatureHeader, Signature);
        request.Headers.TryAddWithoutValidation(TimestampHeader, Timestamp);
        return request;
    }
}
