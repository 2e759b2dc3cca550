namespace Portal.Web.Infrastructure;

/// <summary>Sends every refusal without a body, and every exception, to one page with a trace id.</summary>
public static class ErrorPages
{
    /// <summary>To be used before routing, because the error page is routed anew.</summary>
    public static void UseErrorPages(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/error/500", CreateScopeForErrors = true });
        app.UseStatusCodePagesWithReExecute("/error/{0}");
    }
}
