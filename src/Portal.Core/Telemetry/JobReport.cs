using Portal.Core.Privacy;

namespace Portal.Core.Telemetry;

/// <summary>The last run of a job in whichever process, for the administrators.</summary>
public sealed class JobReport
{
    /// <summary>The job's name.</summary>
    [NotPersonal(Because.Identifier)]
    public required string Name { get; init; }

    /// <summary>When it ran last.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required DateTimeOffset LastAt { get; set; }

    /// <summary>How long that took.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required TimeSpan Took { get; set; }

    /// <summary>What it did, in a few words for operators; without names and addresses.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public string? Did { get; set; }

    /// <summary>When it runs next, or null.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset? NextAt { get; set; }

    /// <summary>The last error's kind, kept when later runs go well; null when there never was one.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public string? LastError { get; set; }

    /// <summary>When that was.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset? LastErrorAt { get; set; }
}
