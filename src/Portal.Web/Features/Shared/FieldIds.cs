using Microsoft.AspNetCore.Mvc.Rendering;

namespace Portal.Web.Features.Shared;

/// <summary>The ids of a field and of what describes it, the same in the form and in the summary of what is wrong.</summary>
public static class FieldIds
{
    /// <summary>The id of the control, or of the first of several.</summary>
    public static string Of(string name) => TagBuilder.CreateSanitizedId(name, "_");

    /// <summary>The id of its hint.</summary>
    public static string Hint(string name) => Of(name) + "-hint";

    /// <summary>The id of the message about what is wrong with it.</summary>
    public static string Wrong(string name) => Of(name) + "-wrong";
}
