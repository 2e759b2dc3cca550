using System.Globalization;

namespace Portal.Web.Features.Shared;

/// <summary>Names the languages people speak.</summary>
public static class SpokenLanguage
{
    /// <summary>The name of a language by its code (ISO 639), in the language of the page; the code itself where nobody knows it.</summary>
    public static string NameOf(string code)
    {
        try
        {
            return CultureInfo.GetCultureInfo(code).DisplayName;
        }
        catch (CultureNotFoundException)
        {
            return code;
        }
    }
}
