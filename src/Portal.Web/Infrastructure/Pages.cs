using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.WebEncoders;
using Portal.Core.Resources;
using Portal.Web.Features.Shared;

namespace Portal.Web.Infrastructure;

/// <summary>Registers and maps MVC: controllers, views beside them, fingerprinted files.</summary>
public static class Pages
{
    /// <summary>Controllers with views, messages in the reader's language, antiforgery on every unsafe route.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services, PortalCookies cookies)
    {
        services.AddSingleton(cookies);
        services.AddSingleton<IConfigureOptions<MvcOptions>, FieldMessages>();
        services.AddAntiforgery(options => cookies.Guard(options.Cookie, "form"));
        // Letters of every script as they are: pages are UTF-8, and an entity for each accent is weight.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.Configure<RazorViewEngineOptions>(options => options.ViewLocationExpanders.Add(new FeatureViews()));
        services.AddControllersWithViews(options =>
            {
                options.Filters.Add(new AutoValidateAntiforgeryTokenAttribute());
                options.Filters.Add(new ForgedForms());
                options.Filters.Add(new AsciiRedirects());
                options.Conventions.Add(new EveryFormIsLimited());
            })
            .AddViewOptions(options => options.HtmlHelperOptions.ClientValidationEnabled = false)
            .AddCookieTempDataProvider(options => cookies.Guard(options.Cookie, Flash.Cookie))
            .AddDataAnnotationsLocalization(options => options.DataAnnotationLocalizerProvider = (_, factory) => factory.Create(typeof(Texts)));
        return services;
    }

    /// <summary>Controllers by their attributes; files under <c>wwwroot</c> compressed and with fingerprints in their addresses.</summary>
    public static void MapPages(this WebApplication app)
    {
        app.UseLongLivedFonts();
        app.MapStaticAssets().AllowAnonymous();
        app.MapControllers().WithStaticAssets();
    }
}
