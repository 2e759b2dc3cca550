using Microsoft.Extensions.DependencyInjection;
using Portal.Core;
using Portal.Core.Newsletters.Subscriptions;

namespace Portal.Testing;

/// <summary>Subscribers of the newsletter, straight in the database.</summary>
public static class TestReaders
{
    /// <summary>Confirmed readers at <c>{name}{number}@example.org</c>, by their identifiers.</summary>
    public static async Task<IReadOnlyList<Guid>> CreateReadersAsync(this TestData data, int count, string name = "reader", string language = "en")
    {
        ArgumentNullException.ThrowIfNull(data);
        var rows = Enumerable.Range(0, count).Select(number => Row(data.Services, $"{name}{number}@example.org", language, country: null, SubscriberState.Confirmed)).ToList();
        await data.SaveAsync([.. rows]);
        return rows.ConvertAll(row => row.Id);
    }

    /// <summary>One reader at an address as it was typed.</summary>
    public static async Task<Guid> CreateReaderAsync(
        this TestData data, string typed, string language = "en", string? country = null, SubscriberState state = SubscriberState.Confirmed)
    {
        ArgumentNullException.ThrowIfNull(data);
        var row = Row(data.Services, typed, language, country, state);
        await data.SaveAsync(row);
        return row.Id;
    }

    private static Subscriber Row(IServiceProvider services, string typed, string language, string? country, SubscriberState state)
    {
        var address = SubscriberAddress.TryParse(typed, out var read) ? read : throw new ArgumentException($"'{typed}' is no address.", nameof(typed));
        var clock = services.GetRequiredService<TimeProvider>();
        return new Subscriber
        {
            Id = Ids.New(clock),
            Address = address.Typed,
            NormalizedAddress = address.Normalized,
            Language = language,
            Country = country,
            State = state,
            RequestedAt = clock.GetUtcNow(),
            ConfirmedAt = state == SubscriberState.Confirmed ? clock.GetUtcNow() : null,
            ConsentText = Consent.Current,
            AddressHash = services.GetRequiredService<SubscriberTokens>().HashOf(address),
        };
    }
}
