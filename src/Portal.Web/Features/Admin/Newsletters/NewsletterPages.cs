namespace Portal.Web.Features.Admin.Newsletters;

/// <summary>What the pages of newsletters need.</summary>
public static class NewsletterPages
{
    /// <summary>Looks and words.</summary>
    public static IServiceCollection AddNewsletterPages(this IServiceCollection services)
    {
        services.AddScoped<DepartureWords>();
        services.AddScoped<NewsletterReview>();
        return services;
    }
}
