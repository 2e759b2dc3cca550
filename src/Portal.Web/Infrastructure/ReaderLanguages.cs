using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Portal.Core.Resources;

namespace Portal.Web.Infrastructure;

/// <summary>Registers the languages of the pages.</summary>
public static class ReaderLanguages
{
    /// <summary>The words, and <see cref="ReaderLanguage"/> as the only judge of which language a request gets.</summary>
    public static IServiceCollection AddReaderLanguages(this IServiceCollection services)
    {
        services.AddLocalization();
        services.TryAddSingleton<Phrasebook>();
        return services.Configure<RequestLocalizationOptions>(options =>
        {
            options.DefaultRequestCulture = new RequestCulture(Languages.CultureOf(Languages.Default));
            options.SupportedCultures = [.. Languages.Cultures];
            options.SupportedUICultures = [.. Languages.Cultures];
            options.RequestCultureProviders = [new ReaderLanguage()];
            options.ApplyCurrentCultureToResponseHeaders = true;
        });
    }
}
