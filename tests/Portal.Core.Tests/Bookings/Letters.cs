using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Accounts;
using Portal.Core.Mail;
using Portal.Core.Resources;

namespace Portal.Core.Tests.Bookings;

/// <summary>What somebody would read if the mail went now.</summary>
internal static class Letters
{
    /// <summary>Writes the newest message of that kind to a person, in the person's language.</summary>
    public static async Task<WrittenLetter> WriteAsync(TestPortal portal, string template, Supporter supporter)
    {
        var token = TestContext.Current.CancellationToken;
        await using var scope = portal.Services.CreateAsyncScope();
        await using var db = portal.NewContext();
        var message = await db.Messages.AsNoTracking().Where(m => m.Template == template && m.SupporterId == supporter.Id).OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id).FirstAsync(token);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (Languages.CultureOf(message.Language), Languages.CultureOf(message.Language));
        var writer = scope.ServiceProvider.GetServices<ILetterWriter>().Single(w => w.Template == template);
        return await writer.WriteAsync(message, new(supporter.Email!, supporter.DisplayName, supporter, null), token);
    }
}
