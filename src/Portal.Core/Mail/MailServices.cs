using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Portal.Core.Mail.Chaos;
using Portal.Core.Mail.Desk;
using Portal.Core.Mail.Events;
using Portal.Core.Mail.Standings;
using Portal.Core.Mail.Transports;

namespace Portal.Core.Mail;

/// <summary>The mail: an outbox to write to, a dispatcher that drains it, a transport by configuration.</summary>
internal static class MailServices
{
    public static void AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MailOptions>().BindConfiguration("Mail").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<MailOptions>, MailOptionsValidation>();

        services.AddOptions<ChaosOptions>().BindConfiguration("Chaos").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<ChaosOptions>, ChaosValidation>();
        services.AddSingleton<CrashPoints>();

        services.AddSingleton<Outbox>();
        services.AddSingleton<MailBell>();

        services.AddSingleton<MailSender>();
        services.AddScoped<MailRecipients>();
        services.AddScoped<MailRenderer>();
        services.AddScoped<MailComposer>();

        services.TryAddSingleton(Random.Shared);
        services.AddSingleton<Backoff>();
        services.AddSingleton<ProviderMood>();
        services.AddSingleton<OutageEnd>();
        services.AddSingleton<ProviderAnswers>();
        services.AddSingleton<RequestSlots>();
        services.AddSingleton<MessageClaims>();
        services.AddSingleton<MessageSettlement>();
        services.AddSingleton<MessageDelivery>();
        services.AddSingleton<MailSwitchService>();
        services.AddSingleton<Dispatcher>();
        services.AddSingleton<DoubtService>();
        services.AddSingleton<MailBacklog>();
        services.AddSingleton<MailSelfCheck>();
        services.AddScoped<MailDesk>();
        services.AddScoped<MailDecisions>();
        services.AddSingleton<EventBell>();
        services.AddSingleton<EventSignature>();
        services.AddSingleton<EventInbox>();
        services.AddSingleton<EventApplication>();
        services.AddSingleton<EventBatch>();
        services.AddSingleton<AddressVerdicts>();
        services.AddSingleton<AddressStandings>();
        services.AddSingleton<AddressProofs>();
        services.AddSingleton<AutomaticPause>();
        services.AddScoped<ILetterWriter, AddressWorksLetter>();
        services.AddScoped<ILetterWriter, NewsletterPausedLetter>();
        services.AddTransport(configuration.GetValue("Mail:Transport", MailTransportKind.Pickup));
    }

    private static void AddTransport(this IServiceCollection services, MailTransportKind kind)
    {
        switch (kind)
        {
            case MailTransportKind.SendGrid:
                services.AddHttpClient(SendGridTransport.Client)
                    .ConfigureHttpClient((provider, client) => client.Timeout = provider.GetRequiredService<IOptions<MailOptions>>().Value.Timeout)
                    .ConfigurePrimaryHttpMessageHandler(ProviderConnection.Handler)
                    .RemoveAllLoggers();
                services.AddSingleton<IMailTransport, SendGridTransport>();
                break;
            case MailTransportKind.Smtp:
                services.AddSingleton<IMailTransport, SmtpTransport>();
                break;
            default:
                services.AddSingleton<IMailTransport, PickupTransport>();
                break;
        }
    }
}
