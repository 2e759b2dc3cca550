using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Testing;

namespace Portal.Core.Tests.Mail;

public sealed class MailOptionsTests
{
    [Theory]
    [InlineData("Mail:Transport", "SendGrid", "Mail:SendGrid:ApiKey is missing: Mail:Transport is SendGrid, which needs one.")]
    [InlineData("Mail:Transport", "Smtp", "Mail:Smtp:Host is missing: Mail:Transport is Smtp, which needs one.")]
    [InlineData("Mail:From", "nobody", "Mail:From is not an e-mail address.")]
    [InlineData("Mail:AtOnce", "0", "Mail:AtOnce must be between 1 and 50.")]
    public async Task A_wrong_setting_stops_the_start_with_a_sentence_that_names_it(string setting, string value, string sentence)
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Sqlite, new Dictionary<string, string?> { [setting] = value });

        var refusal = Assert.Throws<OptionsValidationException>(() => portal.Services.GetRequiredService<IStartupValidator>().Validate());

        Assert.Contains(sentence, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SG.two words")]
    [InlineData("SG.two\nlines")]
    [InlineData("SG.clé")]
    public async Task A_key_that_no_header_bears_stops_the_start(string key)
    {
        await using var portal = await TestPortal.StartAsync(
            DatabaseProvider.Sqlite, new Dictionary<string, string?> { ["Mail:Transport"] = "SendGrid", ["Mail:SendGrid:ApiKey"] = key });

        var refusal = Assert.Throws<OptionsValidationException>(() => portal.Services.GetRequiredService<IStartupValidator>().Validate());

        Assert.Contains("Mail:SendGrid:ApiKey has a space, a line break", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no base64")]
    [InlineData("MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE")]
    [InlineData("rsa")]
    [InlineData("another curve")]
    [InlineData("more behind it")]
    public async Task A_key_of_events_that_is_none_stops_the_start(string key)
    {
        using var rsa = System.Security.Cryptography.RSA.Create(2048);
        using var other = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP384);
        using var right = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var text = key switch
        {
            "rsa" => Convert.ToBase64String(rsa.ExportSubjectPublicKeyInfo()),
            "another curve" => Convert.ToBase64String(other.ExportSubjectPublicKeyInfo()),
            "more behind it" => Convert.ToBase64String([.. right.ExportSubjectPublicKeyInfo(), 0]),
            _ => key,
        };
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Sqlite, new Dictionary<string, string?> { ["Mail:SendGrid:WebhookPublicKey"] = text });

        var refusal = Assert.Throws<OptionsValidationException>(() => portal.Services.GetRequiredService<IStartupValidator>().Validate());

        Assert.Contains("Mail:SendGrid:WebhookPublicKey cannot be read", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_key_of_events_may_bear_its_lines(bool withLines)
    {
        using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var text = withLines ? key.ExportSubjectPublicKeyInfoPem() : Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Sqlite, new Dictionary<string, string?> { ["Mail:SendGrid:WebhookPublicKey"] = text });

        portal.Services.GetRequiredService<IStartupValidator>().Validate();
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 16)]
    [InlineData(30, 900)]
    public void Backoff_stays_between_a_second_and_a_ceiling_that_doubles(int attempts, int ceiling)
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(TestPortal.Begin);
        var backoff = new Backoff(new Random(4711), clock);

        var waits = Enumerable.Range(0, 200).Select(_ => (backoff.Next(attempts) - TestPortal.Begin).TotalSeconds).ToList();

        Assert.All(waits, wait => Assert.InRange(wait, 1, ceiling));
        Assert.True(ceiling == 1 || waits.Max() > ceiling * 0.8);
    }
}
