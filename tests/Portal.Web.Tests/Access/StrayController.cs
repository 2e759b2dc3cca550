using Microsoft.AspNetCore.Mvc;
using Portal.Core.Accounts;

namespace Portal.Web.Tests.Access;

/// <summary>A controller that says nothing about who may use it, and reads a request into a row: what these tests are there to find.</summary>
public sealed class StrayController : Controller
{
    /// <summary>Answers.</summary>
    [HttpGet("/stray")]
    public IActionResult Look() => Ok();

    /// <summary>Answers.</summary>
    [HttpPost("/stray")]
    public IActionResult Change(StrayForm form) => Ok(form.People.Count);
}

/// <summary>Holds rows.</summary>
public sealed class StrayForm
{
    /// <summary>The rows.</summary>
    public List<Supporter> People { get; init; } = [];
}
