using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Mail;
using Portal.Core.Newsletters.Audiences;
using Portal.Core.Newsletters.Editions;
using Portal.Core.Newsletters.Imports;
using Portal.Core.Newsletters.Outcomes;
using Portal.Core.Newsletters.Sending;
using Portal.Core.Newsletters.Subscriptions;

namespace Portal.Core.Newsletters;

/// <summary>Subscriptions and newsletters.</summary>
internal static class NewslettersServices
{
    public static void AddNewsletters(this IServiceCollection services)
    {
        services.AddOptions<NewslettersOptions>().BindConfiguration("Newsletters").ValidateDataAnnotations().ValidateOnStart();

        services.AddSingleton<SubscriberTokens>();
        services.AddSingleton<SubscriberLinks>();
        services.AddSingleton<SubscriptionRequests>();
        services.AddSingleton<SubscriptionService>();
        services.AddScoped<SubscriptionQueries>();
        services.AddSingleton<SubscriberImports>();
        services.AddScoped<SubscriberPreferences>();

        services.AddSingleton<FrozenEditions>();
        services.AddSingleton<NewsletterBlocks>();
        services.AddSingleton<NewsletterDepartures>();
        services.AddSingleton<NewsletterPress>();
        services.AddSingleton<IssueComposer>();
        services.AddSingleton<IssueClaims>();
        services.AddSingleton<IssueDelivery>();
        services.AddSingleton<IssueLane>();
        services.AddSingleton<IssuePace>();
        services.AddScoped<NewsletterService>();
        services.AddScoped<NewsletterQueries>();
        services.AddScoped<IssueOutcomes>();
        services.AddScoped<NewsletterTopics>();
        services.AddScoped<NewsletterPreview>();
        services.AddScoped<NewsletterArchive>();

        services.AddScoped<ILetterWriter, ConfirmLetterWriter>();
        services.AddScoped<ILetterWriter, TestLetterWriter>();
    }
}
