namespace Portal.Core.Privacy;

/// <summary>Says of a stored property that it tells nothing about a person, and why.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotPersonalAttribute(string why) : Attribute
{
    /// <summary>Why it tells nothing about a person.</summary>
    public string Why { get; } = why;
}
