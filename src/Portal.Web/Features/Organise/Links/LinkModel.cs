using Portal.Core.Shifts;
using Portal.Web.Features.Organise.Sites;

namespace Portal.Web.Features.Organise.Links;

/// <summary>The joining link of a shift from home. <see cref="Point"/> is set only where it was asked for, and that is on record.</summary>
public sealed record LinkModel(ShiftDetails Shift, PointForm Form)
{
    /// <summary>When what is stored was stored; null where nothing is.</summary>
    public DateTimeOffset? MovedAt { get; init; }

    /// <summary>How many people would be told that it is another.</summary>
    public int Told { get; init; }

    /// <summary>What is stored, if the reader asked to see it.</summary>
    public string? Point { get; init; }

    /// <summary>Whether it was asked for too often within an hour, and is not shown.</summary>
    public bool TooOften { get; init; }

    /// <summary>Says nothing of it, so that it does not reach a log by accident.</summary>
    public override string ToString() => $"LinkModel({Shift.Id})";
}
