using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;

namespace Portal.Web.Features.Shared;

/// <summary>What the frame of a page needs to know of the request.</summary>
public static class ReaderPage
{
    /// <summary>The two-letter code of the page's language, for <c>lang</c>.</summary>
    public static string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    /// <summary>The direction of its script, for <c>dir</c>.</summary>
    public static string Direction => CultureInfo.CurrentUICulture.TextInfo.IsRightToLeft ? "rtl" : "ltr";

    /// <summary>The local address to come back to after switching the language; an error page leads back to what was asked for.</summary>
    public static string Address(HttpContext context)
    {
        if (context.Features.Get<IStatusCodeReExecuteFeature>() is { } asked)
        {
            return asked.OriginalPath + asked.OriginalQueryString;
        }

        var request = context.Request;
        return HttpMethods.IsGet(request.Method) ? request.Path.ToUriComponent() + request.QueryString : request.Path.ToUriComponent();
    }
}
