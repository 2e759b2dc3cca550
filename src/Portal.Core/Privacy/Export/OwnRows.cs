using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Core.Privacy.Export;

/// <summary>
/// A section that is read from the inventory: of each row about the person, every property that is marked as personal, whoever added it,
/// and what a definition says besides. What is not told stands in <see cref="Withheld"/>, with the reason.
/// </summary>
internal abstract record OwnRows(string Name, Type Entity)
{
    /// <summary>A section of one entity's rows.</summary>
    /// <param name="of">Which rows are about a person.</param>
    /// <param name="beside">What is told of a row besides, before the rest: names for its identifiers, and when it was.</param>
    public static OwnRows Of<T>(string name, Func<PortalDbContext, Guid, Expression<Func<T, bool>>> of, Func<T, ExportNames, IEnumerable<ExportField>>? beside = null)
        where T : class => new Typed<T>(name, of, beside ?? ((_, _) => []));

    /// <summary>Reads it.</summary>
    public abstract Task<ExportSection> ReadAsync(PortalDbContext db, Guid supporterId, ExportNames names, CancellationToken cancellationToken);

    /// <summary>The properties of an entity that are told just as they are.</summary>
    public static IEnumerable<PropertyInfo> Told(Type entity) => entity.GetProperties()
        .Where(p => p.GetCustomAttribute<PersonalAttribute>() is not null && !Withheld.Contains(entity, p.Name))
        .OrderBy(p => p.MetadataToken);

    private sealed record Typed<T>(string Name, Func<PortalDbContext, Guid, Expression<Func<T, bool>>> Which, Func<T, ExportNames, IEnumerable<ExportField>> Beside) : OwnRows(Name, typeof(T))
        where T : class
    {
        private static readonly List<PropertyInfo> Properties = [.. Told(typeof(T))];

        public override async Task<ExportSection> ReadAsync(PortalDbContext db, Guid supporterId, ExportNames names, CancellationToken cancellationToken)
        {
            var rows = await db.Set<T>().AsNoTracking().Where(Which(db, supporterId)).ToListAsync(cancellationToken);
            return new(Name, [.. rows.Select(row => new ExportRow([.. Beside(row, names), .. Properties.Select(p => new ExportField(p.Name, p.GetValue(row)))]))]);
        }
    }
}
