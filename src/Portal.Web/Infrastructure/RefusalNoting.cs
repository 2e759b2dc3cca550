using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;
using Portal.Core.Telemetry;

namespace Portal.Web.Infrastructure;

/// <summary>Notes what the status of an answer tells.</summary>
internal sealed class RefusalNoting(RequestDelegate next, RefusalNotes notes)
{
    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        if (context.Items.ContainsKey(typeof(ForgedForms)))
        {
            notes.Note(RefusalKind.Form);
        }
        else if (context.Response.StatusCode is StatusCodes.Status403Forbidden or StatusCodes.Status429TooManyRequests)
        {
            notes.Note(context.Response.StatusCode == StatusCodes.Status403Forbidden ? RefusalKind.Right : RefusalKind.Limit);
        }
    }
}

/// <summary>Marks requests whose token was missing or not ours; MVC answers them with 400 like many others.</summary>
internal sealed class ForgedForms : IAlwaysRunResultFilter
{
    public void OnResultExecuting(ResultExecutingContext context)
    {
        if (context.Result is IAntiforgeryValidationFailedResult)
        {
            context.HttpContext.Items[typeof(ForgedForms)] = true;
        }
    }

    public void OnResultExecuted(ResultExecutedContext context)
    {
    }
}
