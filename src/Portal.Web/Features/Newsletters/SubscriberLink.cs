using Microsoft.AspNetCore.Mvc;

namespace Portal.Web.Features.Newsletters;

/// <summary>What a link in a mail says: whose it is, and the proof.</summary>
public sealed class SubscriberLink
{
    /// <summary>The subscriber.</summary>
    [FromQuery(Name = "s")]
    public Guid Subscriber { get; set; }

    /// <summary>The token.</summary>
    [FromQuery(Name = "t")]
    public string? Token { get; set; }

    /// <summary>The same link to post to.</summary>
    public string To(string path) => $"{path}?s={Subscriber:N}&t={Uri.EscapeDataString(Token ?? "")}";
}
