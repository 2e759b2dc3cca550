using Microsoft.AspNetCore.Mvc.Filters;
using Portal.Core.Accounts;
using Portal.Core.Resources;
using Portal.Core.Telemetry;

namespace Portal.Web.Infrastructure.OpenForms;

/// <summary>
/// Marks a form that anybody may send without an account. What fills in the field that people do not see is refused; while many such forms
/// come at once, so is what brings no work with it. The refusal stands among the form's others: who was meant by neither sends it again.
/// Its view has the partial <c>_OpenForm</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OpenFormAttribute : Attribute, IAsyncActionFilter
{
    /// <summary>The field that people do not see.</summary>
    public const string Honey = "Homepage";

    /// <summary>The question that came with the form.</summary>
    public const string Question = "WorkQuestion";

    /// <summary>Its answer.</summary>
    public const string Answer = "WorkAnswer";

    /// <inheritdoc/>
    public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        var http = context.HttpContext;
        // Whatever is no form at all is refused by what it lacks.
        var (form, services) = (http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : FormCollection.Empty, http.RequestServices);
        var (texts, crowd) = (services.GetRequiredService<Phrasebook>(), services.GetRequiredService<Crowd>());
        var isAsked = crowd.IsLarge;
        crowd.Count();
        if (!string.IsNullOrEmpty(form[Honey]))
        {
            Refuse("Shared.OpenForm.Honey");
        }
        else if (isAsked && context.ModelState.IsValid && !await IsWorkAsync(form[Question].ToString(), form[Answer].ToString()))
        {
            Refuse("Shared.OpenForm.Work");
        }

        await next();

        void Refuse(string why)
        {
            services.GetRequiredService<RefusalNotes>().Note(RefusalKind.Machine);
            context.ModelState.AddModelError("", texts[why]);
        }

        async Task<bool> IsWorkAsync(string question, string answer) =>
            services.GetRequiredService<WorkQuestions>().IsAnswered(question, answer) && await services.GetRequiredService<Attempts>().TryWorkAsync(question, http.RequestAborted);
    }
}
