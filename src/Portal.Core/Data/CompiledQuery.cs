using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Portal.Core.Data;

/// <summary>
/// A query that every request or booking asks, translated once. EF ties a compiled query to the model of the context that asks
/// first, and each database has a model of its own: so one is kept for each.
/// </summary>
internal sealed class CompiledQuery<TQuery>(Func<TQuery> compile)
    where TQuery : Delegate
{
    private readonly ConditionalWeakTable<IModel, TQuery> _byModel = [];

    /// <summary>The query for the database of a context.</summary>
    public TQuery For(PortalDbContext db) => _byModel.GetValue(db.Model, _ => compile());
}
