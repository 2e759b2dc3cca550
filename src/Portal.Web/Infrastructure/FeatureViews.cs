using System.Reflection;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Razor;

namespace Portal.Web.Infrastructure;

/// <summary>
/// Finds a view in the folder of its controller, which its namespace names: <c>Portal.Web.Features.Organise.Shifts</c>
/// looks into <c>Features/Organise/Shifts</c>, then <c>Features/Organise</c>, <c>Features/Organise/Shared</c>, and <c>Features/Shared</c>.
/// </summary>
public sealed class FeatureViews : IViewLocationExpander
{
    private const string Folder = "feature-folder";

    /// <inheritdoc />
    public void PopulateValues(ViewLocationExpanderContext context)
    {
        if (context.ActionContext.ActionDescriptor is ControllerActionDescriptor action)
        {
            context.Values[Folder] = FolderOf(action.ControllerTypeInfo);
        }
    }

    /// <inheritdoc />
    public IEnumerable<string> ExpandViewLocations(ViewLocationExpanderContext context, IEnumerable<string> viewLocations)
    {
        if (context.Values.TryGetValue(Folder, out var folder) && folder is not null)
        {
            for (var at = folder; at.LastIndexOf('/') > 0; at = at[..at.LastIndexOf('/')])
            {
                yield return $"{at}/{{0}}.cshtml";
            }
        }

        if (context.AreaName is { } area)
        {
            yield return $"/Features/{area}/Shared/{{0}}.cshtml";
        }

        yield return "/Features/Shared/{0}.cshtml";
    }

    /// <summary>The folder of a controller from the root of the project, with a leading and no closing slash.</summary>
    public static string FolderOf(TypeInfo controller)
    {
        var assembly = controller.Assembly.GetName().Name!;
        var path = (controller.Namespace ?? assembly)[assembly.Length..];
        return path.Replace('.', '/');
    }
}
