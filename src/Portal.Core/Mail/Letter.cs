namespace Portal.Core.Mail;

/// <summary>A mail as its writer means it, before it becomes HTML and text: one layout renders every letter twice, so both parts say the same.</summary>
/// <param name="Subject">One line; neutral, for it is read over shoulders.</param>
/// <param name="Heading">The first line inside the mail.</param>
/// <param name="Blocks">What it says, in order.</param>
/// <param name="Footer">Why the person gets it.</param>
public sealed record Letter(string Subject, string Heading, IReadOnlyList<LetterBlock> Blocks, string Footer)
{
    /// <summary>What a mail program shows beside the subject.</summary>
    public string Preview { get; init; } = "";

    /// <summary>The same, or else how the letter begins: a mail program would take the name of the portal.</summary>
    public string Preheader => Preview.Length > 0 ? Preview : Blocks.OfType<LetterBlock.Paragraph>().FirstOrDefault()?.Text ?? Heading;

    /// <summary>Where the person can change what they get, or null.</summary>
    public LetterLink? FooterLink { get; init; }

    /// <summary>Where the person can choose what they get, beside <see cref="FooterLink"/>, or null.</summary>
    public LetterLink? FooterChoice { get; init; }

    /// <summary>Where it goes instead of the recipient's own address, for a letter about another one; null for their own.</summary>
    public MailAddress? To { get; init; }

    /// <summary>The organisation's public address, or null for the portal's own.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>Further headers, such as <c>List-Unsubscribe</c>. Never a user's text.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>A calendar entry (RFC 5545) that goes along as <c>shift.ics</c>, or null.</summary>
    public string? Calendar { get; init; }
}

/// <summary>A link with its words.</summary>
public sealed record LetterLink(string Text, string Address);

/// <summary>A part of a letter.</summary>
public abstract record LetterBlock
{
    /// <summary>Plain text; encoded, line breaks kept.</summary>
    public sealed record Paragraph(string Text) : LetterBlock;

    /// <summary>Smaller print.</summary>
    public sealed record Small(string Text) : LetterBlock;

    /// <summary>The shaded box with what matters: the first line is strong.</summary>
    public sealed record Facts(IReadOnlyList<string> Lines) : LetterBlock;

    /// <summary>A row of buttons; the first is the one action.</summary>
    public sealed record Buttons(IReadOnlyList<LetterLink> Links) : LetterBlock;

    /// <summary>A code to type, set large.</summary>
    public sealed record Code(string Digits) : LetterBlock;

    /// <summary>Sanitised HTML with the plain text that says the same (a newsletter's body).</summary>
    public sealed record Rich(string Html, string Text) : LetterBlock;
}
