using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Ledger.Imports;
using Portal.Core.Ledger.Income;
using Portal.Core.Ledger.Rounds;

namespace Portal.Core.Ledger;

/// <summary>The solidarity ledger: what came in, and how it is shared.</summary>
internal static class LedgerServices
{
    public static void AddLedger(this IServiceCollection services)
    {
        services.AddSingleton<IncomeService>();
        services.AddSingleton<PaymentHashes>();
        services.AddSingleton<PaymentMappings>();
        services.AddSingleton<PaymentImports>();
        services.AddSingleton<RoundService>();
        services.AddSingleton<RoundProposals>();
        services.AddSingleton<RoundConfirmations>();
        services.AddSingleton<ShareStories>();
        services.AddScoped<LedgerQueries>();
        services.AddScoped<LedgerDesk>();
    }
}
