using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Portal.Core;

namespace Portal.Web.Infrastructure;

/// <summary>Tells whoever starts the portal with a wrong setting so in a sentence that names it, instead of a stack trace.</summary>
public static partial class StartRefusal
{
    /// <summary>Whether it is a wrong setting, rather than a bug.</summary>
    public static bool Is(Exception exception) => exception
        is StartRefusedException
        or OptionsValidationException
        or InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" };

    /// <summary>The sentence; one line for each wrong setting.</summary>
    public static string Sentence(Exception exception) => exception is OptionsValidationException options
        ? string.Join(Environment.NewLine, options.Failures.Select(failure => Named(failure, options.OptionsType)))
        : exception.Message;

    // The framework names the property; the setting is its section and the property, and a section is named as its options.
    private static string Named(string failure, Type options) => Annotation().Match(failure) is { Success: true } match
        ? $"{options.Name.Replace("Options", "", StringComparison.Ordinal)}:{match.Groups["member"].Value} cannot be used: {match.Groups["error"].Value}"
        : failure;

    [GeneratedRegex(@"members: '(?<member>[^']+)' with the error: '(?<error>.*)'\.$", RegexOptions.Singleline, 1000)]
    private static partial Regex Annotation();
}
