using System.ComponentModel.DataAnnotations;
using Portal.Core.Privacy;

namespace Portal.Web.Features.Organise.Sites;

/// <summary>Sets or moves a meeting point.</summary>
public sealed class PointForm
{
    /// <summary>Where people meet.</summary>
    [Required, StringLength(MeetingPointService.Length)]
    public string? Text { get; set; }
}
