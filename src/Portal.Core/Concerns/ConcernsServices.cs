using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Mail;

namespace Portal.Core.Concerns;

/// <summary>Concerns about people, told to somebody outside their organisation.</summary>
internal static class ConcernsServices
{
    public static void AddConcerns(this IServiceCollection services)
    {
        services.AddSingleton<ConcernTelling>();
        services.AddSingleton<ConcernReading>();
        services.AddSingleton<ConcernCare>();
        services.AddScoped<ILetterWriter, ConcernToldLetter>();
    }
}
