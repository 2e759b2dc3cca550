using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Portal.Core;
using Portal.Core.Resources;

namespace Portal.Web.Features.Shared;

/// <summary>Texts that organisers write in English and in French: two fields of a form each, such as <c>NameEnglish</c> and <c>NameFrench</c>.</summary>
public static class TextFaults
{
    /// <summary>A text of two fields.</summary>
    public static LocalText Of(string? english, string? french) => LocalText.Of(english?.Trim() ?? "", french?.Trim());

    /// <summary>The field of a text in a language.</summary>
    public static string FieldOf(string field, string language) => field + CultureInfo.GetCultureInfo(language).EnglishName;

    /// <summary>Says what is wrong with each text at its field.</summary>
    public static void AddTo(ModelStateDictionary state, string prefix, IEnumerable<TextFault> faults, Phrasebook texts)
    {
        foreach (var fault in faults)
        {
            state.AddModelError($"{prefix}.{FieldOf(fault.Field, fault.Language)}", texts[$"Organise.Text.{fault.Kind}"]);
        }
    }
}
