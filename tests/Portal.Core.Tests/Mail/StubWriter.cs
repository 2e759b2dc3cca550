using Portal.Core.Mail;

namespace Portal.Core.Tests.Mail;

/// <summary>Writes a letter of every kind of block; told to, it throws or skips.</summary>
internal sealed class StubWriter(string template, Func<WrittenLetter>? write = null) : ILetterWriter
{
    public const string Plain = "stub";

    public string Template => template;

    public Task<WrittenLetter> WriteAsync(Message message, MailRecipient recipient, CancellationToken cancellationToken) =>
        Task.FromResult(write?.Invoke() ?? WrittenLetter.Send(Letter(recipient)));

    public static Letter Letter(MailRecipient recipient) => new(
        "Your shift\r\nBcc: eve@example.org",
        $"Hello {recipient.Name}",
        [
            new LetterBlock.Paragraph("Tea & <b>bread</b> for 5 > 4"),
            new LetterBlock.Facts(["Split and bag firewood", "Friday 15 January"]),
            new LetterBlock.Buttons([new LetterLink("I’m coming", "https://localhost/a?b=1&c=2")]),
            new LetterBlock.Code("123456"),
            new LetterBlock.Rich("<p>Warm <em>socks</em></p>", "Warm socks"),
            new LetterBlock.Small("It is never in an e-mail."),
        ],
        "You get this because you booked.")
    {
        Preview = "Friday 10:00",
        FooterLink = new LetterLink("Choose reminders", "https://localhost/profile"),
        Calendar = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
        Headers = new Dictionary<string, string> { ["List-Id"] = "news\r\nX-Evil: 1" },
    };
}
