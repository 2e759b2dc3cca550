using Portal.Core.Shifts;

namespace Portal.Core.Organisations.Activities;

/// <summary>A kind of work as an organiser writes it.</summary>
public sealed record ActivityPlan(LocalText Name, Visibility DefaultVisibility)
{
    /// <summary>What one does, in Markdown.</summary>
    public LocalText? Description { get; init; }

    /// <summary>What to bring, in Markdown.</summary>
    public LocalText? Bring { get; init; }

    /// <summary>The kind of qualification that whoever completes a shift of it then holds.</summary>
    public Guid? GrantsKindId { get; init; }

    /// <summary>As it is kept.</summary>
    internal ActivityPlan Cleaned() => this with { Name = TextFault.Line(Name), Description = TextFault.Lines(Description), Bring = TextFault.Lines(Bring) };

    /// <summary>All that is wrong with its texts.</summary>
    internal IReadOnlyList<TextFault> Faults() =>
    [
        .. TextFault.In(nameof(Name), Name, Activity.NameLength, needed: true),
        .. TextFault.In(nameof(Description), Description, Activity.TextLength, markdown: true),
        .. TextFault.In(nameof(Bring), Bring, Activity.TextLength, markdown: true),
    ];
}

/// <summary>How writing an activity ended, and what is wrong where it was refused.</summary>
public sealed record ActivityOutcome(ActivityResult Result, IReadOnlyList<TextFault> Faults)
{
    /// <summary>One without faults of the texts.</summary>
    public ActivityOutcome(ActivityResult result)
        : this(result, [])
    {
    }
}

/// <summary>How writing an activity ended.</summary>
public enum ActivityResult
{
    /// <summary>It stands as written.</summary>
    Done,

    /// <summary>A text is wrong.</summary>
    Refused,

    /// <summary>It would grant what this organisation cannot grant.</summary>
    UnknownKind,

    /// <summary>There is no such activity or organisation of this person's.</summary>
    NotFound,
}
