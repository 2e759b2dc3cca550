using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Portal.Core;
using Portal.Core.Accounts;
using Portal.Core.Concerns;
using Portal.Core.Resources;
using Portal.Web.Infrastructure;
using Portal.Web.Infrastructure.OpenForms;

namespace Portal.Web.Features.Concerns;

/// <summary>Anybody tells a concern about a person to somebody outside that person's organisation, signed in or not. Nothing keeps its answers.</summary>
[AllowAnonymous]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class TellConcernController(ConcernTelling telling, CurrentViewer current, TimeProvider clock, Phrasebook texts) : Controller
{
    private Guid? Me => current.Value?.Id;

    /// <summary>The form.</summary>
    /// <param name="organisation">The part of an address by which an organisation is known, to be chosen already.</param>
    [HttpGet("/concern")]
    public async Task<IActionResult> Tell(string? organisation, CancellationToken ct)
    {
        var choices = await telling.ChoicesAsync(Me, ct);
        return View("Tell", new TellModel(new ConcernForm { Key = Ids.New(clock), Organisation = choices.FirstOrDefault(choice => choice.Slug == organisation)?.Id.ToString() }, choices, Me is not null));
    }

    /// <summary>Tells it.</summary>
    [HttpPost("/concern")]
    [EnableRateLimiting(RateLimits.Telling)]
    [OpenForm]
    public async Task<IActionResult> Tell([Bind(Prefix = nameof(TellModel.Form))] ConcernForm form, CancellationToken ct)
    {
        Check(form);
        if (ModelState.IsValid)
        {
            var result = await telling.TellAsync(Me, form.ToConcern(), ct);
            if (result == TellResult.Told)
            {
                return Redirect("/concern/told");
            }

            ModelState.AddModelError($"{nameof(TellModel.Form)}.{nameof(ConcernForm.Readers)}", texts[$"Concerns.Tell.{result}"]);
        }

        return View("Tell", new TellModel(form, await telling.ChoicesAsync(Me, ct), Me is not null));
    }

    /// <summary>Thanks, and what happens next.</summary>
    [HttpGet("/concern/told")]
    public IActionResult Told() => View("Told");

    // What fits is counted as it is stored: a line's end is one letter there, and two in a form.
    private void Check(ConcernForm form)
    {
        Longest(nameof(ConcernForm.About), TypedText.Line(form.About), NewConcern.AboutLength);
        Longest(nameof(ConcernForm.What), TypedText.Lines(form.What), NewConcern.WhatLength);
        if (Me is null && !string.IsNullOrWhiteSpace(form.Contact) && AccountAddress.Clean(form.Contact) is null)
        {
            ModelState.AddModelError($"{nameof(TellModel.Form)}.{nameof(ConcernForm.Contact)}", texts["Shared.Wrong.Email"]);
        }
    }

    private void Longest(string field, string text, int most)
    {
        var name = $"{nameof(TellModel.Form)}.{field}";
        if (text.Length > most)
        {
            ModelState.AddModelError(name, texts["Shared.Wrong.TooLong", "", most]);
        }
        else if (!TypedText.IsVisible(text) && ModelState.GetFieldValidationState(name) == Microsoft.AspNetCore.Mvc.ModelBinding.ModelValidationState.Valid)
        {
            ModelState.AddModelError(name, texts["Shared.Wrong.Required"]);
        }
    }
}
