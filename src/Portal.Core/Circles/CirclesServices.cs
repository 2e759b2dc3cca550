using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Circles.Letters;
using Portal.Core.Mail;

namespace Portal.Core.Circles;

/// <summary>Circles of supporters: finding, joining, hosting, posting and writing.</summary>
internal static class CirclesServices
{
    public static void AddCircles(this IServiceCollection services)
    {
        services.AddSingleton<CircleMail>();
        services.AddSingleton<CircleTurns>();
        services.AddSingleton<CircleProposing>();
        services.AddSingleton<CircleJoining>();
        services.AddSingleton<CircleHosting>();
        services.AddSingleton<CircleLeaving>();
        services.AddSingleton<CircleRest>();
        services.AddSingleton<CircleTokens>();
        services.AddSingleton<CircleWriting>();
        services.AddSingleton<CirclePosts>();
        services.AddSingleton<CircleQueries>();
        services.AddSingleton<CircleReports>();
        services.AddSingleton<CircleDesk>();
        services.AddScoped<ILetterWriter, CircleNewsLetter>();
        services.AddScoped<ILetterWriter, CircleMessageLetter>();
    }
}
