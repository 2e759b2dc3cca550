namespace Portal.Web.Infrastructure;

/// <summary>
/// Lets browsers keep fonts for a year. The stylesheet names them without a fingerprint, so the framework would have them
/// asked for again on every page; their folders carry their version instead.
/// </summary>
public static class LongLivedFonts
{
    private const string AYear = "public, max-age=31536000, immutable";

    /// <summary>To be used before static files are served.</summary>
    public static void UseLongLivedFonts(this WebApplication app) => app.Use(static (context, next) =>
    {
        if (context.Request.Path.StartsWithSegments("/lib/fonts", StringComparison.Ordinal))
        {
            context.Response.OnStarting(() =>
            {
                if (context.Response.StatusCode is StatusCodes.Status200OK or StatusCodes.Status304NotModified)
                {
                    context.Response.Headers.CacheControl = AYear;
                }

                return Task.CompletedTask;
            });
        }

        return next(context);
    });
}
