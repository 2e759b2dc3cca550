namespace Portal.Web.Features.Organise.Roster;

/// <summary>Somebody who is there without a booking.</summary>
public sealed class WalkInForm
{
    /// <summary>The name by which the lead knows the person.</summary>
    public string? Name { get; set; }

    /// <summary>As what.</summary>
    public Guid? PositionId { get; set; }

    /// <summary>Also where all places are taken.</summary>
    public bool Anyway { get; set; }

    /// <summary>The key that lets a form sent twice add one person.</summary>
    public Guid FormKey { get; set; }
}
