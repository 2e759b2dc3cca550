using Microsoft.Extensions.DependencyInjection;

namespace Portal.Core.Privacy.Retention;

/// <summary>How long one kind of thing is kept, as the inventory says, and what erases it.</summary>
/// <param name="Name">What it is, for the report: a word or two in the plural.</param>
/// <param name="ForgetAsync">Erases what is older, and returns how many things those were. May run at any time and any number of times.</param>
public sealed record RetentionRule(string Name, Func<CancellationToken, Task<int>> ForgetAsync);

/// <summary>Registers rules beside the services that they call.</summary>
internal static class RetentionRules
{
    public static void AddRetention<TService>(this IServiceCollection services, string name, Func<TService, CancellationToken, Task<int>> forget)
        where TService : class => services.AddScoped(provider => new RetentionRule(name, stop => forget(provider.GetRequiredService<TService>(), stop)));
}
