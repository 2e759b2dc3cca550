namespace Portal.Core.Updates;

/// <summary>One thing that may have changed. <paramref name="Name"/> is the channel's name, or the identifier of the shift or call-out; of mail it says nothing.</summary>
public readonly record struct Hint(HintKind Kind, string Name);

/// <summary>What a hint speaks of.</summary>
public enum HintKind
{
    /// <summary>A channel has a new event.</summary>
    Channel,

    /// <summary>Places of a shift were taken or freed, or the shift itself changed.</summary>
    Places,

    /// <summary>A call-out began, ended, or somebody answered it.</summary>
    CallOut,

    /// <summary>An action was done, or changed.</summary>
    Action,

    /// <summary>Mail was written, or may go again.</summary>
    Mail,

    /// <summary>Events of the mail's provider were stored.</summary>
    ProviderEvents,
}
