using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging;
using Portal.Core.Mail.Templates;

namespace Portal.Core.Mail;

/// <summary>Renders a letter twice, as HTML and as text, through two components that walk over the same blocks.</summary>
public sealed partial class MailRenderer(IServiceProvider services, ILoggerFactory logs)
{
    /// <summary>Both parts, in the given language. The current culture must be that language's.</summary>
    public async Task<RenderedLetter> RenderAsync(Letter letter, string language)
    {
        await using var renderer = new HtmlRenderer(services, logs);
        var values = ParameterView.FromDictionary(new Dictionary<string, object?> { ["Letter"] = letter, ["Language"] = language });
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var html = await renderer.RenderComponentAsync<LetterHtml>(values);
            var text = await renderer.RenderComponentAsync<LetterText>(values);
            return new RenderedLetter(html.ToHtmlString(), Tidy(text.ToHtmlString()));
        });
    }

    private static string Tidy(string text) =>
        BlankLines().Replace(text.ReplaceLineEndings("\n"), "\n\n").Trim() + "\n";

    [GeneratedRegex(@"\n(?:[ \t]*\n){2,}", RegexOptions.CultureInvariant)]
    private static partial Regex BlankLines();
}

/// <summary>A letter in both of its forms.</summary>
public sealed record RenderedLetter(string Html, string Text);
