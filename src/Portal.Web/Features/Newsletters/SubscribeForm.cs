using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Portal.Core.Accounts;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Audiences;

namespace Portal.Web.Features.Newsletters;

/// <summary>Asks for the newsletter.</summary>
public sealed class SubscribeForm
{
    /// <summary>Where it shall come to.</summary>
    [Required, StringLength(Supporter.EmailLength), EmailAddress]
    public string Address { get; set; } = "";

    /// <summary>Two-letter code of the language to write in.</summary>
    [Required]
    public string Language { get; set; } = "";

    /// <summary>Campaigns and organisations to hear of; none means all.</summary>
    public List<Guid> Topics { get; set; } = [];

    /// <summary>What there is to choose from; not sent.</summary>
    [BindNever]
    public IReadOnlyList<NewsletterTopic> Known { get; set; } = [];
}
