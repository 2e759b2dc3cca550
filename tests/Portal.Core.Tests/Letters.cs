using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Accounts;
using Portal.Core.Mail;
using Portal.Core.Resources;

namespace Portal.Core.Tests;

/// <summary>Letters as they would be written now, without sending them.</summary>
internal static class Letters
{
    /// <summary>The newest message of a template to somebody, as its writer writes it, in the message's language.</summary>
    public static async Task<WrittenLetter> WriteAsync(TestPortal portal, string template, Supporter supporter)
    {
        await using var scope = portal.Services.CreateAsyncScope();
        await using var db = portal.NewContext();
        var message = await db.Messages.AsNoTracking().Where(m => m.Template == template && m.SupporterId == supporter.Id)
            .OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id).FirstAsync();
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (Languages.CultureOf(message.Language), Languages.CultureOf(message.Language));
        var writer = scope.ServiceProvider.GetServices<ILetterWriter>().Single(w => w.Template == template);
        return await writer.WriteAsync(message, new(supporter.Email!, supporter.DisplayName, supporter, null), CancellationToken.None);
    }

    /// <summary>All words of a letter.</summary>
    public static string Words(this WrittenLetter written) => string.Join('\n', written.Letter!.Blocks.Select(block => block switch
    {
        LetterBlock.Paragraph paragraph => paragraph.Text,
        LetterBlock.Facts facts => string.Join('\n', facts.Lines),
        LetterBlock.Buttons buttons => string.Join('\n', buttons.Links.Select(link => $"{link.Text} {link.Address}")),
        LetterBlock.Small small => small.Text,
        _ => "",
    }));
}
