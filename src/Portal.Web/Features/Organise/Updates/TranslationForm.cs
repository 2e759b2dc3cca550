using Portal.Core.Updates;
using Portal.Core.Updates.Safety;
using Portal.Core.Updates.Translations;

namespace Portal.Web.Features.Organise.Updates;

/// <summary>An update in another language, as an organiser writes it.</summary>
public sealed class TranslationForm
{
    /// <summary>The language it is written in.</summary>
    public string? Language { get; set; }

    /// <summary>The title.</summary>
    public string? Title { get; set; }

    /// <summary>The text in Markdown.</summary>
    public string? Body { get; set; }

    /// <summary>Why what was pointed out in it may stay.</summary>
    public string? WhySafe { get; set; }

    /// <summary>The version of the update that was shown beside it.</summary>
    public int Version { get; set; }

    /// <summary>Whether nothing is left of it: then it is taken away.</summary>
    public bool IsBlank => string.IsNullOrWhiteSpace(Title) && string.IsNullOrWhiteSpace(Body);

    /// <summary>The form of what there is.</summary>
    public static TranslationForm Of(OwnUpdate update, string language, TranslationText? text) =>
        new() { Language = language, Title = text?.Title, Body = text?.Body, Version = update.Version };

    /// <summary>What was written.</summary>
    public UpdateText Text() => new(Title ?? "", Body ?? "", Severity.Normal, Language ?? "", WhySafe);
}

/// <summary>The page around it: the update as it is, and what of the text may lead the wrong people somewhere.</summary>
public sealed record TranslationModel(OwnUpdate Update, TranslationForm Form)
{
    /// <summary>To be shown once the form came back.</summary>
    public IReadOnlyList<SafetyFinding> Risks { get; init; } = [];

    /// <summary>Whether there is a translation into the language of the form.</summary>
    public bool Exists => Update.Translations.Contains(Form.Language);
}
