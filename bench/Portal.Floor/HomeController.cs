using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Portal.Floor;

/// <summary>One page, with one number from the database.</summary>
public sealed class HomeController(UserManager<IdentityUser> users) : Controller
{
    /// <summary>How many people there are.</summary>
    public async Task<IActionResult> Index() => View(await users.Users.CountAsync());
}
