using Portal.Testing.Access;

namespace Portal.Web.Tests.Access;

/// <summary>The worst of <see cref="NaughtyStrings"/> in every free field of every form that anybody meets.</summary>
[Collection(AccessTests.Name)]
public sealed class EveryFieldTests(AccessTown town)
{
    private const int FewestFields = 60;

    [Fact]
    public async Task No_text_in_any_field_is_an_error_of_ours_or_becomes_part_of_the_page()
    {
        var forms = (await town.FormsAsync()).Where(form => form.Texts.Count > 0).ToList();
        var findings = new List<string>();
        foreach (var form in forms)
        {
            foreach (var text in NaughtyStrings.Worst)
            {
                findings.AddRange(await SendAsync(form, text));
            }
        }

        Findings.None(findings);
        Assert.True(forms.Sum(form => form.Texts.Count) >= FewestFields, $"Only {forms.Sum(form => form.Texts.Count)} fields were found.");
    }

    // All at once, so that every field gets its turn: a refusal of one stops none of the others from being read.
    private async Task<IEnumerable<string>> SendAsync(FoundForm form, string text)
    {
        var fields = form.Fields.Where(field => !form.Texts.Contains(field.Key)).Concat(form.Texts.Select(name => KeyValuePair.Create(name, text)));
        using var response = await town.SendAsync(form.Role, "POST", form.Address, fields);
        var page = await Page.ReadAsync(town.Cast[form.Role], new Uri(new Uri(town.Portal.BaseAddress), form.Address), response);
        var after = response.Headers.Location is null ? null : await town.LookAsync(form.Role, form.Page);
        town.PutBack();
        var shown = $"{form.Address} with '{(text.Length > 40 ? text[..40] + "…" : text)}'";
        return new[] { page, after }.OfType<Page>().SelectMany(seen => Faults(seen, shown));
    }

    private static IEnumerable<string> Faults(Page page, string shown)
    {
        if ((int)page.Status >= 500)
        {
            yield return $"{shown} is answered with {page.Status}";
        }

        if (page.Document.QuerySelector($"[{NaughtyStrings.Mark}]") is { } element)
        {
            yield return $"{shown} became part of the page: {element.OuterHtml}";
        }
    }
}
