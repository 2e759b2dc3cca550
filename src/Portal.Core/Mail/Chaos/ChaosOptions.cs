using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Portal.Core.Mail.Chaos;

/// <summary>Where the process is to die, from the section <c>Chaos</c>; for tests. Production refuses to start with it.</summary>
public sealed class ChaosOptions
{
    /// <summary>The point, or null for none.</summary>
    public CrashPoint? CrashAt { get; set; }

    /// <summary>How often that point is passed before.</summary>
    [Range(0, int.MaxValue)]
    public int Pass { get; set; }
}

internal sealed class ChaosValidation(IHostEnvironment environment) : IValidateOptions<ChaosOptions>
{
    public ValidateOptionsResult Validate(string? name, ChaosOptions options) => options.CrashAt is not null && environment.IsProduction()
        ? ValidateOptionsResult.Fail("Chaos:CrashAt is set, which makes the portal die on purpose: take it out.")
        : ValidateOptionsResult.Success;
}
