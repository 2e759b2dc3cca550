using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Mail;
using Portal.Core.Needs.Letters;
using Portal.Core.Privacy.Retention;

namespace Portal.Core.Needs;

internal static class NeedsServices
{
    public static IServiceCollection AddNeeds(this IServiceCollection services)
    {
        services.AddSingleton<NeedGuard>();
        services.AddSingleton<PledgeMail>();
        services.AddSingleton<NeedService>();
        services.AddSingleton<PledgeService>();
        services.AddSingleton<ArrivalService>();
        services.AddSingleton<NeedUpkeep>();
        services.AddSingleton<OldPledges>();
        services.AddScoped<NeedQueries>();
        services.AddScoped<PledgeQueries>();
        services.AddScoped<NeedDesk>();
        services.AddScoped<ILetterWriter, PledgeMadeLetterWriter>();
        services.AddScoped<ILetterWriter, PledgeReminderLetterWriter>();
        services.AddScoped<ILetterWriter, PledgeNeedChangedLetterWriter>();
        services.AddScoped<ILetterWriter, PledgeNeedClosedLetterWriter>();
        services.AddScoped<ILetterWriter, PledgeLapsedLetterWriter>();
        services.AddScoped<ILetterWriter, NeedsRenewalLetterWriter>();
        services.AddRetention<OldPledges>("who promised and noted what is short", (old, stop) => old.ForgetAsync(stop));
        return services;
    }
}
