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

    /// <summary>The issue whose link it is; null in a link of another mail, and where what stands there is no issue.</summary>
    [FromQuery(Name = "i")]
    public Guid? Issue { get; set; }

    /// <summary>The same link to post to.</summary>
    public string To(string path) => $"{path}?s={Subscriber:N}&t={Uri.EscapeDataString(Token ?? "")}{(Issue is { } issue ? $"&i={issue:N}" : "")}";
}
