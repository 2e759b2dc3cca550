using System.ComponentModel.DataAnnotations;

namespace Portal.Core.Mail;

/// <summary>Settings of SendGrid, from the section <c>Mail:SendGrid</c>.</summary>
public sealed class SendGridOptions
{
    /// <summary>The key with the right "Mail Send"; a secret, from the environment or a file, whose last line break is not part of it.</summary>
    public string ApiKey { get; set => field = value.Trim(); } = "";

    /// <summary>Where SendGrid is; <c>https://api.eu.sendgrid.com</c> keeps mail in the European Union.</summary>
    public string BaseAddress { get; set; } = "https://api.sendgrid.com";

    /// <summary>How many people one request reaches with a newsletter.</summary>
    [Range(1, 1_000, ErrorMessage = "Mail:SendGrid:BatchSize must be between 1 and 1000.")]
    public int BatchSize { get; set; } = 1_000;

    /// <summary>The public key that SendGrid's events are signed with; empty where no events are configured.</summary>
    public string WebhookPublicKey { get; set => field = value.Trim(); } = "";
}
