using Portal.Core.Data;

namespace Portal.Core.Shifts;

/// <summary>Reads what organisers plan with. Everything is limited to the organisations this person organises for.</summary>
public sealed class ShiftPlanQueries(PortalDbContext db, TimeProvider clock)
{
    /// <summary>Shifts that end after an instant, drafts and cancelled ones included, 50 a page, in two commands.</summary>
    public Task<PlannedPage> ListAsync(Guid actorId, DateTimeOffset from, int page, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>What the form of a new shift can choose from.</summary>
    public Task<PlanChoices> ChoicesAsync(Guid actorId, CancellationToken cancellationToken) => throw new NotImplementedException();
}
