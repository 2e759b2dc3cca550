using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Accounts;

/// <summary>Registers what the account's pages need besides the core.</summary>
internal static class AccountPages
{
    public static void AddAccountPages(this IServiceCollection services)
    {
        services.AddScoped<SignIn>();
        services.AddSingleton<PendingAddress>();
        services.AddScoped<WaitWords>();
    }
}
