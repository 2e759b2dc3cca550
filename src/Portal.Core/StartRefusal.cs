using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace Portal.Core;

/// <summary>Tells whoever starts the portal with a wrong setting so in a sentence that names it, instead of a stack trace. Web and worker refuse alike.</summary>
public static partial class StartRefusal
{
    /// <summary>Whether it is a wrong setting, rather than a bug.</summary>
    public static bool Is(Exception exception) => exception switch
    {
        // Settings of several sections are wrong.
        AggregateException several => several.InnerExceptions.Count > 0 && several.InnerExceptions.All(Is),
        StartRefusedException or OptionsValidationException or InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } => true,
        _ => false,
    };

    /// <summary>The sentence; one line for each wrong setting.</summary>
    public static string Sentence(Exception exception) => exception switch
    {
        AggregateException several => string.Join(Environment.NewLine, several.InnerExceptions.Select(Sentence)),
        OptionsValidationException options => string.Join(Environment.NewLine, options.Failures.Select(failure => Named(failure, options.OptionsType))),
        _ => exception.Message,
    };

    // The framework names the property; the setting is its section and the property, and a section is named as its options.
    private static string Named(string failure, Type options) =>
        Annotation().Match(failure) is not { Success: true } match ? failure
        : Setting().IsMatch(match.Groups["error"].Value) ? match.Groups["error"].Value
        : $"{options.Name.Replace("Options", "", StringComparison.Ordinal)}:{match.Groups["member"].Value} cannot be used: {match.Groups["error"].Value}";

    [GeneratedRegex(@"members: '(?<member>[^']+)' with the error: '(?<error>.*)'\.$", RegexOptions.Singleline, 1000)]
    private static partial Regex Annotation();

    // A sentence that names its setting itself.
    [GeneratedRegex("^[A-Z][A-Za-z]+(:[A-Z][A-Za-z]+)+ ", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Setting();
}
