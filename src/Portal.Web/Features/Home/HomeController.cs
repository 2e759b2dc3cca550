using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;
using Portal.Web.Infrastructure;
using Portal.Web.Live;

namespace Portal.Web.Features.Home;

/// <summary>The front door, and the pages that say who we are and how we treat people.</summary>
[AllowAnonymous]
public sealed class HomeController : Controller
{
    /// <summary>What the appeal is and what one can do.</summary>
    [HttpGet("/")]
    [OutputCache(PolicyName = LiveTags.Home)]
    [TaggedPage]
    public IActionResult Index() => View();

    /// <summary>The groups and how they work together.</summary>
    [HttpGet("/about")]
    public IActionResult About() => View();

    /// <summary>What the portal holds about people, and for how long.</summary>
    [HttpGet("/privacy")]
    public IActionResult Privacy() => View();

    /// <summary>For whom the portal works, and how that was checked.</summary>
    [HttpGet("/accessibility")]
    public IActionResult Accessibility() => View();
}
