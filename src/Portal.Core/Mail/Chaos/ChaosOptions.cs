using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Portal.Core.Mail.Chaos;

/// <summary>Where the process is to die and what time it believes it is, from the section <c>Chaos</c>; for tests. Production refuses to start with it.</summary>
public sealed class ChaosOptions
{
    /// <summary>The point, or null for none.</summary>
    public CrashPoint? CrashAt { get; set; }

    /// <summary>How often that point is passed before.</summary>
    [Range(0, int.MaxValue)]
    public int Pass { get; set; }

    /// <summary>How many minutes its clock is ahead, so that leases of those who died have run out.</summary>
    [Range(0, 60 * 24 * 365)]
    public int AheadMinutes { get; set; }
}

internal sealed class ChaosValidation(IHostEnvironment environment) : IValidateOptions<ChaosOptions>
{
    public ValidateOptionsResult Validate(string? name, ChaosOptions options) => environment.IsProduction() && (options.CrashAt is not null || options.AheadMinutes != 0)
        ? ValidateOptionsResult.Fail("Chaos:CrashAt or Chaos:AheadMinutes is set, which makes the portal die on purpose or tell a wrong time: take it out.")
        : ValidateOptionsResult.Success;
}
