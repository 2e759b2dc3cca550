namespace Portal.Core.Mail;

/// <summary>Settings of a mail server, from the section <c>Mail:Smtp</c>.</summary>
public sealed class SmtpOptions
{
    /// <summary>Its name.</summary>
    public string Host { get; set; } = "";

    /// <summary>Its port; 465 means TLS from the first byte, others upgrade with STARTTLS.</summary>
    public int Port { get; set; } = 587;

    /// <summary>Whether nothing is sent without TLS. False only for a relay of one's own on the same machine or a private line.</summary>
    public bool RequiresTls { get; set; } = true;

    /// <summary>The user to sign in as; empty for none.</summary>
    public string User { get; set; } = "";

    /// <summary>That user's password; a secret.</summary>
    public string Password { get; set; } = "";
}
