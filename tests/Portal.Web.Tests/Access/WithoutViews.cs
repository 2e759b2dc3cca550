using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.DependencyInjection;

namespace Portal.Web.Tests.Access;

/// <summary>Leaves a page unwritten for whoever asks only how a request ends: writing it is most of a request's time.</summary>
internal sealed class WithoutViews(ViewResultExecutor usual) : IActionResultExecutor<ViewResult>
{
    /// <summary>Asks for it.</summary>
    public const string Header = "X-Without-Views";

    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<ViewResultExecutor>();
        services.AddSingleton<IActionResultExecutor<ViewResult>, WithoutViews>();
    }

    public Task ExecuteAsync(ActionContext context, ViewResult result)
    {
        if (!context.HttpContext.Request.Headers.ContainsKey(Header))
        {
            return usual.ExecuteAsync(context, result);
        }

        context.HttpContext.Response.StatusCode = result.StatusCode ?? context.HttpContext.Response.StatusCode;
        return Task.CompletedTask;
    }
}
