using Portal.Jobs;
using Portal.Web.Features.Accounts;
using Portal.Web.Features.Admin.Mail;
using Portal.Web.Features.Admin.Newsletters;
using Portal.Web.Features.Circles;
using Portal.Web.Features.Dev;
using Portal.Web.Features.Organise.CallOuts;
using Portal.Web.Features.Parties;
using Portal.Web.Features.Updates;
using Portal.Web.Infrastructure;
using Portal.Web.Infrastructure.OpenForms;
using Portal.Web.Live;

namespace Portal.Web;

/// <summary>The table of contents of the web process: what it is made of, and the way of a request through it.</summary>
public static class PortalWebServices
{
    /// <summary>Registers everything that the pages need.</summary>
    public static IServiceCollection AddPortalWeb(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddOwnHosts(configuration, environment);
        services.AddProxies();
        services.AddSecurityHeaders(environment);
        services.AddReaderLanguages();
        var cookies = PortalCookies.From(configuration);
        services.AddPages(cookies);
        services.AddPageCache(cookies);
        services.AddSignIn(cookies);
        services.AddRateLimits();
        services.AddSingleton<Crowd>();
        services.AddSingleton<WorkQuestions>();
        services.AddHealth();

        services.AddAccountPages();
        services.AddShiftPages();
        services.AddLive();
        services.AddUpdatePages();
        services.AddSingleton<CallOutWords>();
        services.AddScoped<CircleFinder>();
        services.AddNewsletterPages();
        services.AddSingleton<PickedUpMail>();
        services.AddSingleton<MailWords>();
        services.AddHostedService<ListeningAddress>();
        if (configuration.GetValue("Jobs:InProcess", defaultValue: true))
        {
            services.AddPortalJobs(configuration);
        }

        return services;
    }

    /// <summary>The way of a request. Headers come first, so that refusals and error pages bear them too.</summary>
    public static WebApplication UsePortalWeb(this WebApplication app)
    {
        app.UseProxies();
        app.UseMiddleware<HeadRequests>();
        app.UseSecurityHeaders();
        app.UseMiddleware<RefusalNoting>();
        app.UseErrorPages();
        app.UseMiddleware<UnreadableForms>();
        app.UseRouting();
        app.UseAuthentication();
        app.UseCurrentViewer();
        app.UseRequestLocalization();
        app.UseLiveGate();
        app.UseMiddleware<InvitedRegistrations>();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UsePageCache();
        app.MapHealth();
        app.MapPages();
        app.MapLive();
        return app;
    }
}
