using Microsoft.AspNetCore.Mvc;
using Portal.Core.Mail;

namespace Portal.Web.Features.Admin.Newsletters;

/// <summary>A part of a mail as a page of its own, under the policy of mail parts.</summary>
public static class WholeMail
{
    /// <summary>The HTML part, or the text when that is asked for.</summary>
    public static ContentResult Of(RenderedLetter mail, string? part) => part == "text"
        ? new ContentResult { Content = mail.Text, ContentType = "text/plain; charset=utf-8" }
        : new ContentResult { Content = mail.Html, ContentType = "text/html; charset=utf-8" };
}
