using System.Reflection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Portal.Core.Accounts;
using Portal.Core.Accounts.Deletion;
using Portal.Core.Bookings.Parties;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Privacy;
using Portal.Core.Shifts;

namespace Portal.Core.Tests.Accounts.Deletion;

/// <summary>
/// Makes one row of every entity that can be about a person, from the model alone, about one person: a new table is filled without anybody
/// thinking of it. Texts that tell something about a person are unlike any other text there is.
/// </summary>
internal sealed class EveryRow(PortalDbContext db, Supporter person)
{
    private readonly Dictionary<IEntityType, object> _made = [];
    private int _count;

    /// <summary>The texts and bytes that tell something about the person, by where they stand.</summary>
    public Dictionary<string, object> Marks { get; } = new(StringComparer.Ordinal);

    /// <summary>The entities that can be about a person.</summary>
    public static IEnumerable<IEntityType> Concerned(IModel model) => model.GetEntityTypes().Where(type => !type.IsOwned() && type.GetTableName() is not null && IsConcerned(type));

    /// <summary>Makes and saves them all.</summary>
    public async Task MakeAsync(CancellationToken cancellationToken)
    {
        _made[db.Model.FindEntityType(typeof(Supporter))!] = person;
        foreach (var type in Concerned(db.Model).Where(type => type.ClrType != typeof(Supporter) && type.ClrType != typeof(AccountDeletion) && type.ClrType != typeof(SupporterLock)))
        {
            Make(type);
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    private object Make(IEntityType type)
    {
        if (_made.TryGetValue(type, out var known))
        {
            return known;
        }

        var row = Activator.CreateInstance(type.ClrType, nonPublic: true)!;
        _made[type] = row;
        foreach (var part in Parts(type))
        {
            part.SetValue(row, Whole(part, $"{type.ClrType.Name}.{part.Name}"));
        }

        var entry = db.Entry(row);
        foreach (var property in type.GetProperties().Where(p => !p.IsShadowProperty() && !IsMadeByTheDatabase(p)))
        {
            Fill(entry, property);
        }

        if (row is AuditEntry look)
        {
            (look.ActorId, look.SubjectId) = (person.Id, person.Id);
        }

        db.Add(row);
        return row;
    }

    // What is stored within the row: owned by it, or part of it.
    private static IEnumerable<PropertyInfo> Parts(IEntityType type) => type.GetNavigations().Where(n => n.TargetEntityType.IsOwned() && !n.IsCollection).Select(n => n.PropertyInfo)
        .Concat(type.GetComplexProperties().Select(p => p.PropertyInfo)).OfType<PropertyInfo>();

    private object Whole(PropertyInfo part, string where)
    {
        var whole = Activator.CreateInstance(part.PropertyType, nonPublic: true)!;
        foreach (var member in part.PropertyType.GetProperties().Where(p => p.CanWrite))
        {
            var isPersonal = FrameworkInventory.Find(part.PropertyType, member.Name) is PersonalAttribute || member.GetCustomAttribute<PersonalAttribute>() is not null;
            member.SetValue(whole, ValueOf(member.PropertyType, $"{where}.{member.Name}", maxLength: 60, isPersonal) ?? member.GetValue(whole));
        }

        return whole;
    }

    private void Fill(EntityEntry entry, IProperty property)
    {
        var type = (IEntityType)property.DeclaringType;
        var (column, current) = (entry.Property(property.Name), entry.Property(property.Name).CurrentValue);
        if (property.GetContainingForeignKeys().FirstOrDefault() is { } key)
        {
            if (key.PrincipalEntityType.ClrType != type.ClrType && (!key.PrincipalEntityType.IsOwned()))
            {
                column.CurrentValue = db.Entry(Make(key.PrincipalEntityType)).Property(key.PrincipalKey.Properties[0].Name).CurrentValue;
            }
        }
        else if ((type.ClrType, property.Name) == (typeof(ProviderEvent), nameof(ProviderEvent.MessageId)))
        {
            column.CurrentValue = ((Message)Make(db.Model.FindEntityType(typeof(Message))!)).Id;
        }
        else if (property.Name.EndsWith("ById", StringComparison.Ordinal) || property.Name is "ActorId" or "HandToId")
        {
            column.CurrentValue = person.Id;
        }
        else if ((type.ClrType, property.Name) == (typeof(PartyPlace), nameof(PartyPlace.ClaimedAt)))
        {
            column.CurrentValue = TestPortal.Begin.AddDays(-40);
        }
        else if (ValueOf(property.ClrType, $"{type.ClrType.Name}.{property.Name}", property.GetMaxLength(), IsPersonal(property)) is { } value && (IsUnset(current) || value is string or byte[]))
        {
            column.CurrentValue = value;
        }
    }

    private object? ValueOf(Type type, string where, int? maxLength, bool isPersonal)
    {
        var number = ++_count;
        object? value = type switch
        {
            _ when type == typeof(string) => Cut(isPersonal ? $"Xyq{number:D3}Unlike{number:D3}" : $"plain{number}", maxLength),
            _ when type == typeof(byte[]) => Enumerable.Range(0, Math.Min(maxLength ?? 24, 24)).Select(at => (byte)((number * 37) + (at * 11) + 131)).ToArray(),
            _ when type == typeof(Guid) => Guid.CreateVersion7(),
            _ when type == typeof(DateTimeOffset) => TestPortal.Begin.AddDays(-30),
            _ when type == typeof(DateOnly) => new DateOnly(2026, 12, 1),
            _ when type == typeof(LocalText) => LocalText.Of($"plain{number}"),
            _ when type == typeof(List<string>) => new List<string>(),
            _ when type == typeof(IReadOnlyList<NewPosition>) => Array.Empty<NewPosition>(),
            _ when type == typeof(int) || type == typeof(long) => Convert.ChangeType(1, type, System.Globalization.CultureInfo.InvariantCulture),
            _ => null,
        };
        if (isPersonal && value is string { Length: >= 12 } or byte[] { Length: >= 12 } && isPersonal)
        {
            Marks[where] = value!;
        }

        return value;
    }

    private static string Cut(string text, int? length) => length < text.Length ? text[..length.Value] : text;

    private static bool IsUnset(object? value) => value is null or "" or 0 or 0L || (value is Guid id && id == Guid.Empty) || (value is DateTimeOffset at && at == default) || (value is DateOnly day && day == default);

    // By the database, or by the save.
    private static bool IsMadeByTheDatabase(IProperty property) =>
        (property.DeclaringType.ClrType == typeof(AuditEntry) && property.Name == nameof(AuditEntry.Sealed))
        || (property.ValueGenerated == ValueGenerated.OnAdd && property.ClrType != typeof(Guid) && property.IsPrimaryKey() && property.GetContainingForeignKeys().FirstOrDefault() is null);

    private static bool IsConcerned(IEntityType type) =>
        type.ClrType == typeof(DataKey) || type.GetForeignKeys().Any(key => key.PrincipalEntityType.ClrType == typeof(Supporter)) || type.GetProperties().Any(IsPersonal)
        || Parts(type).Any(part => part.PropertyType.GetProperties().Any(member => FrameworkInventory.Find(part.PropertyType, member.Name) is PersonalAttribute));

    private static bool IsPersonal(IProperty property) =>
        property.PropertyInfo?.GetCustomAttribute<PersonalAttribute>() is not null || FrameworkInventory.Find(property.DeclaringType.ClrType, property.Name) is PersonalAttribute;
}
