using System.Reflection;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Portal.Core.Privacy;

/// <summary>Reads the inventory: what every stored property that tells something about a person says of itself.</summary>
public static class Inventory
{
    /// <summary>All of them, by entity and property.</summary>
    public static IReadOnlyList<InventoryEntry> Of(IModel model) =>
    [
        .. model.GetEntityTypes().SelectMany(Columns)
            .Select(column => (column.DeclaringType.ClrType, column.Name, Said: column.PropertyInfo?.GetCustomAttribute<PersonalAttribute>() ?? FrameworkInventory.Find(column.DeclaringType.ClrType, column.Name) as PersonalAttribute))
            .Where(column => column.Said is not null)
            .Select(column => new InventoryEntry(column.ClrType, column.Name, column.Said!))
            .OrderBy(entry => entry.Entity.Name, StringComparer.Ordinal).ThenBy(entry => entry.Property, StringComparer.Ordinal),
    ];

    private static IEnumerable<IProperty> Columns(ITypeBase type) =>
        type.GetDeclaredProperties().Concat(type.GetDeclaredComplexProperties().SelectMany(complex => Columns(complex.ComplexType)));
}

/// <summary>One stored property that tells something about a person, and what it says of itself.</summary>
public sealed record InventoryEntry(Type Entity, string Property, PersonalAttribute Said);
