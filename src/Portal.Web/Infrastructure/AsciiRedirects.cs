using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Portal.Web.Infrastructure;

/// <summary>
/// Escapes what is no ASCII in an address that a form or a link leads back to: a header cannot bear it (RFC 3986), and an address that somebody
/// typed may hold anything.
/// </summary>
public sealed class AsciiRedirects : IAlwaysRunResultFilter
{
    /// <inheritdoc/>
    public void OnResultExecuting(ResultExecutingContext context)
    {
        switch (context.Result)
        {
            case LocalRedirectResult local:
                local.Url = Escaped(local.Url);
                break;
            case RedirectResult other:
                other.Url = Escaped(other.Url);
                break;
        }
    }

    /// <inheritdoc/>
    public void OnResultExecuted(ResultExecutedContext context)
    {
    }

    /// <summary>The same address in printable ASCII; what is escaped already stays as it is.</summary>
    public static string Escaped(string address)
    {
        if (address.All(letter => letter is > ' ' and < (char)127))
        {
            return address;
        }

        var escaped = new StringBuilder(address.Length * 2);
        foreach (var rune in address.EnumerateRunes())
        {
            _ = rune.Value is > ' ' and < 127 ? escaped.Append(rune.ToString()) : escaped.Append(Uri.EscapeDataString(rune.ToString()));
        }

        return escaped.ToString();
    }
}
