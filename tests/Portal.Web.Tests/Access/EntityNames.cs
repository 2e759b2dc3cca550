using System.Reflection;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.EntityFrameworkCore.Metadata;
using Portal.Core;

namespace Portal.Web.Tests.Access;

/// <summary>What is stored, seen from outside: names that a form could carry, and types that no form may be read into.</summary>
internal static class EntityNames
{
    // Values, not rows: a form may hold them.
    private static readonly Type[] Values = [typeof(LocalText)];

    /// <summary>Every stored property with a value that would be another one, as a form writes it.</summary>
    public static IReadOnlyDictionary<string, string> Of(IModel model, Guid someId)
    {
        var names = new SortedDictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["IsAdministrator"] = "true", ["IsOrganiser"] = "true", ["Version"] = "7" };
        foreach (var property in model.GetEntityTypes().SelectMany(type => type.GetProperties()).Where(property => !property.IsShadowProperty()))
        {
            names.TryAdd(property.Name, Another(Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType, someId));
        }

        return names;
    }

    /// <summary>Parameters of an action that are read from a request into a row of the database, or into something that holds one.</summary>
    public static IEnumerable<string> BoundBy(ControllerActionDescriptor action, IModel model)
    {
        var rows = model.GetEntityTypes().Select(type => type.ClrType).Except(Values).ToHashSet();
        return action.Parameters.Where(IsRead).Where(parameter => Reaches(parameter.ParameterType, rows, []))
            .Select(parameter => $"{action.DisplayName}: {parameter.Name} is read from the request into {parameter.ParameterType.Name}, which is or holds a row of the database. Give the action a form of its own.");
    }

    /// <summary>The names that an action reads from a form: those it may be sent.</summary>
    public static IReadOnlySet<string> ReadBy(ControllerActionDescriptor action)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var parameter in action.Parameters.Where(IsRead))
        {
            names.Add(parameter.Name);
            Collect(parameter.ParameterType, names, []);
        }

        return names;
    }

    private static bool IsRead(ParameterDescriptor parameter) =>
        parameter.ParameterType != typeof(CancellationToken) && parameter.BindingInfo?.BindingSource?.Id is not "Services";

    private static bool Reaches(Type type, HashSet<Type> rows, HashSet<Type> seen) =>
        Parts(type).Any(part => rows.Contains(part) || (seen.Add(part) && IsOwn(part) && part.GetProperties().Any(property => Reaches(property.PropertyType, rows, seen))));

    private static void Collect(Type type, HashSet<string> names, HashSet<Type> seen)
    {
        foreach (var property in Parts(type).Where(part => IsOwn(part) && seen.Add(part)).SelectMany(part => part.GetProperties(BindingFlags.Public | BindingFlags.Instance)))
        {
            names.Add(property.Name);
            Collect(property.PropertyType, names, seen);
        }
    }

    private static IEnumerable<Type> Parts(Type type) => type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts) : [type.IsArray ? type.GetElementType()! : type];

    private static bool IsOwn(Type type) => type.Namespace?.StartsWith("Portal.", StringComparison.Ordinal) == true && !type.IsEnum;

    private static string Another(Type type, Guid someId) =>
        type == typeof(bool) ? "true"
        : type == typeof(Guid) ? $"{someId}"
        : type == typeof(DateTimeOffset) ? "2027-03-01T00:00:00Z"
        : type == typeof(DateOnly) ? "2027-03-01"
        : type == typeof(TimeOnly) ? "03:00"
        : type.IsEnum ? Enum.GetNames(type)[^1]
        : type == typeof(string) ? "overposted"
        : "7";
}
