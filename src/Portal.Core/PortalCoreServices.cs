using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Portal.Core.Accounts;
using Portal.Core.Actions;
using Portal.Core.Bookings;
using Portal.Core.CallOuts;
using Portal.Core.Circles;
using Portal.Core.Concerns;
using Portal.Core.Data;
using Portal.Core.Data.Demo;
using Portal.Core.Ledger;
using Portal.Core.Mail;
using Portal.Core.Mail.Chaos;
using Portal.Core.Needs;
using Portal.Core.Newsletters;
using Portal.Core.Privacy;
using Portal.Core.Resources;
using Portal.Core.Telemetry;
using Portal.Core.Updates;

namespace Portal.Core;

/// <summary>Everything of the portal that knows no web: one paragraph a feature.</summary>
public static class PortalCoreServices
{
    /// <summary>Registers the domain, the database and the mail. Web and worker call it alike.</summary>
    public static IServiceCollection AddPortalCore(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(configuration.GetValue("Chaos:AheadMinutes", 0) is var ahead and not 0 ? new AheadClock(TimeSpan.FromMinutes(ahead)) : TimeProvider.System);
        services.AddPortalData(configuration);

        services.AddOptions<PortalOptions>().BindConfiguration("Portal").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<PortalOptions>, PortalOptionsValidation>();
        services.AddSingleton<PortalLinks>();

        services.AddTelemetry(configuration);
        services.AddSingleton<JobReports>();

        services.AddSecrets();
        services.AddAudit();
        services.AddRights();
        services.AddAccounts();

        services.AddMail(configuration);

        services.AddBookings();
        services.AddUpdates();
        services.AddCallOuts();
        services.AddNeeds();
        services.AddActions();
        services.AddCircles();
        services.AddNewsletters();
        services.AddConcerns();
        services.AddLedger();
        services.AddDemo();
        services.AddRetention();

        services.AddLocalization();
        services.AddSingleton<Phrasebook>();

        return services;
    }
}
