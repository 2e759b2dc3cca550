using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Portal.Core.Privacy;

/// <summary>Stops a portal that has no master key of its own, except in Development, where it warns loudly.</summary>
internal sealed partial class SecretsValidation(IHostEnvironment environment, ILogger<SecretsValidation> log) : IValidateOptions<SecretsOptions>
{
    public ValidateOptionsResult Validate(string? name, SecretsOptions options)
    {
        if (!options.FormerMasterKeys.All(IsKey) || options.FormerMasterKeys.Contains(options.MasterKey, StringComparer.Ordinal))
        {
            return ValidateOptionsResult.Fail("Secrets:FormerMasterKeys has something that is no key of 32 bytes in base64, or the present Secrets:MasterKey itself.");
        }

        if (string.Equals(options.MasterKey, SecretsOptions.DevelopmentKey, StringComparison.Ordinal))
        {
            if (!environment.IsDevelopment())
            {
                return ValidateOptionsResult.Fail("Secrets:MasterKey is missing: outside Development the portal needs 32 random bytes of its own in base64 (openssl rand -base64 32).");
            }

            WarnOfDevelopmentKey(log);
            return ValidateOptionsResult.Success;
        }

        return IsKey(options.MasterKey)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("Secrets:MasterKey is not a key: it must be 32 bytes in base64 (openssl rand -base64 32).");
    }

    private static bool IsKey(string text)
    {
        var bytes = new byte[SecretsOptions.KeyBytes + 1];
        return Convert.TryFromBase64String(text, bytes, out var written) && written == SecretsOptions.KeyBytes;
    }

    [LoggerMessage(LogLevel.Warning, "THE DEVELOPMENT KEY IS IN USE: everybody knows it. Sealed meeting points, sign-in cookies and links in mails are not secret. Set Secrets:MasterKey before real people use this portal.")]
    private static partial void WarnOfDevelopmentKey(ILogger log);
}
