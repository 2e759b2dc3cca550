using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Newsletters.Subscriptions;

namespace Portal.Core.Tests.Mail;

public sealed class UnsubscribeMailboxTests
{
    private const string Setting = "Mail:UnsubscribeMailbox";

    private static readonly Guid Reader = Guid.Parse("019bbb00-0000-7000-8000-000000000001");

    [Theory]
    [InlineData("nobody")]
    [InlineData("@example.org")]
    [InlineData("leave@")]
    [InlineData("leave@localhost")]
    [InlineData("leave@twice@example.org")]
    [InlineData("leave me@example.org")]
    [InlineData("léa@example.org")]
    [InlineData("leave@example.org?cc=eve@example.org")]
    [InlineData("leave@example.org>, <https://example.net")]
    [InlineData("leave@example.org\r\nBcc: eve@example.org")]
    [InlineData("leave%0d@example.org")]
    public async Task What_is_no_plain_address_stops_the_start(string mailbox)
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Sqlite, new Dictionary<string, string?> { [Setting] = mailbox });

        var refusal = Assert.Throws<OptionsValidationException>(() => portal.Services.GetRequiredService<IStartupValidator>().Validate());

        Assert.Contains("Mail:UnsubscribeMailbox is not an e-mail address of plain letters, digits and .-_+.", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("leave+all@news.example.org", ", <mailto:leave+all@news.example.org?subject=unsubscribe>")]
    [InlineData("  leave@example.org\n", ", <mailto:leave@example.org?subject=unsubscribe>")]
    [InlineData("", "")]
    [InlineData("   ", "")]
    public async Task It_stands_behind_the_link_that_leaves_at_once_or_not_at_all(string mailbox, string expected)
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Sqlite, new Dictionary<string, string?> { [Setting] = mailbox });
        portal.Services.GetRequiredService<IStartupValidator>().Validate();
        var links = portal.Services.GetRequiredService<SubscriberLinks>();

        var issue = Guid.CreateVersion7();
        Assert.Equal($"<{links.Leave(Reader, issue)}>{expected}", links.Headers(links.Leave(Reader, issue))["List-Unsubscribe"]);
    }
}
