using Microsoft.Extensions.DependencyInjection;
using Portal.Core.CallOuts.Letters;
using Portal.Core.Mail;

namespace Portal.Core.CallOuts;

internal static class CallOutsServices
{
    public static IServiceCollection AddCallOuts(this IServiceCollection services)
    {
        services.AddSingleton<CallOutService>();
        services.AddSingleton<CallOutAnswers>();
        services.AddSingleton<CallOutQueries>();
        services.AddSingleton<CallOutDesk>();
        services.AddScoped<ILetterWriter, CallOutLetterWriter>();
        return services;
    }
}
