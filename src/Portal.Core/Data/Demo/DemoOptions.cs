namespace Portal.Core.Data.Demo;

/// <summary>Whether the portal fills an empty database with a made-up winter in Calais, from the section <c>Demo</c>.</summary>
public sealed class DemoOptions
{
    /// <summary>On in Development, off elsewhere.</summary>
    public bool Seed { get; set; }
}
