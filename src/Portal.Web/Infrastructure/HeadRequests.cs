namespace Portal.Web.Infrastructure;

/// <summary>Answers HEAD as GET without its body: previews of links and watchers of uptime ask so, and the pages know GET only.</summary>
public sealed class HeadRequests(RequestDelegate next)
{
    /// <summary>Goes on as GET, and drops what is written.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await next(context);
            return;
        }

        var method = context.Request.Method;
        context.Request.Method = HttpMethods.Get;
        context.Response.Body = Stream.Null;
        try
        {
            await next(context);
        }
        finally
        {
            // What measures requests should see what was asked.
            context.Request.Method = method;
        }
    }
}
