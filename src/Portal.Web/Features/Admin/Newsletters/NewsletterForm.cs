using System.ComponentModel.DataAnnotations;
using Portal.Core;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Audiences;
using Portal.Core.Newsletters.Editions;
using Portal.Core.Resources;
using Portal.Core.Updates;

namespace Portal.Web.Features.Admin.Newsletters;

/// <summary>A newsletter while it is written: whom it is for, and a text per language.</summary>
public sealed class NewsletterForm : IValidatableObject
{
    /// <summary>The version that was opened; 0 for a new one.</summary>
    public int Version { get; set; }

    /// <summary>So that a double tap makes one draft.</summary>
    public Guid FormKey { get; set; }

    /// <summary>Two-letter code of the language that stands in for a missing translation.</summary>
    [Required]
    public string MainLanguage { get; set; } = Languages.Default;

    /// <summary>Whom it is for.</summary>
    public AudienceForm Audience { get; set; } = new();

    /// <summary>One for each language of the portal.</summary>
    public List<EditionForm> Editions { get; set; } = [];

    /// <summary>An empty form in the writer's language.</summary>
    public static NewsletterForm New(TimeProvider clock, string language)
    {
        var form = From(new NewsletterDetails(Guid.Empty, NewsletterState.Draft, language, AudienceConditions.Everyone, 0, null, null, []));
        form.FormKey = Ids.New(clock);
        return form;
    }

    /// <summary>The form of a draft.</summary>
    public static NewsletterForm From(NewsletterDetails draft) => new()
    {
        Version = draft.Version,
        MainLanguage = draft.MainLanguage,
        Audience = AudienceForm.From(draft.Conditions),
        Editions = [.. Languages.All.Keys.OrderBy(code => code != draft.MainLanguage).Select(code => FormOf(code, draft.Editions.FirstOrDefault(e => e.Language == code)))],
    };

    /// <summary>What was written.</summary>
    public NewsletterText ToText() => new(MainLanguage, Audience.ToConditions(), [.. Editions.Select(e => e.ToText())]);

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var texts = validationContext.GetRequiredService<Phrasebook>();
        var codes = Editions.Select(e => e.Language).Append(MainLanguage);
        if (codes.Any(code => code is null || !Languages.All.ContainsKey(code)) || Editions.DistinctBy(e => e.Language).Count() != Editions.Count)
        {
            yield return new(texts["Shared.Wrong.Value"], [nameof(MainLanguage)]);
            yield break;
        }

        foreach (var (index, edition) in Editions.Index())
        {
            var text = edition.ToText();
            var isMain = edition.Language == MainLanguage;
            if (string.IsNullOrWhiteSpace(text.Subject) && (isMain || !text.IsEmpty))
            {
                yield return new(texts[isMain ? "Newsletters.Admin.MainMissing" : "Newsletters.Admin.SubjectMissing"], [$"{nameof(Editions)}[{index}].{nameof(edition.Subject)}"]);
            }

            if (string.IsNullOrWhiteSpace(text.Body) && (isMain || !text.IsEmpty))
            {
                yield return new(texts[isMain ? "Newsletters.Admin.MainMissing" : "Newsletters.Admin.BodyMissing"], [$"{nameof(Editions)}[{index}].{nameof(edition.Body)}"]);
            }

            foreach (var (written, field) in new[] { (text.Subject, nameof(edition.Subject)), (text.Preview, nameof(edition.Preview)), (text.Body, nameof(edition.Body)) })
            {
                if (!TypedText.IsReadable(written))
                {
                    yield return new(texts["Shared.Wrong.Unreadable"], [$"{nameof(Editions)}[{index}].{field}"]);
                }
            }

            if (EditionLinks.Lost(text.Body) is { } lost)
            {
                yield return new(texts["Newsletters.Admin.LinkLost", lost], [$"{nameof(Editions)}[{index}].{nameof(edition.Body)}"]);
            }

            var blocks = BlockText.In(text.Body).Count;
            if (blocks > BlockText.Most)
            {
                yield return new(texts["Newsletters.Blocks.TooMany", BlockText.Most], [$"{nameof(Editions)}[{index}].{nameof(edition.Body)}"]);
            }

            // Each block becomes links, which are brackets.
            if (!MarkdownLimits.Allow(text.Body + new string('[', blocks * BlockText.MostLinks)))
            {
                yield return new(texts["Newsletters.Admin.BodyTangled"], [$"{nameof(Editions)}[{index}].{nameof(edition.Body)}"]);
            }
        }
    }

    private static EditionForm FormOf(string language, EditionText? text) =>
        new() { Language = language, Subject = text?.Subject, Preview = text?.Preview, Body = text?.Body };
}
