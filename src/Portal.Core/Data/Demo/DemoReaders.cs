using Portal.Core.Accounts;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Subscriptions;

namespace Portal.Core.Data.Demo;

/// <summary>People who get the newsletter: some of the crew, and invented readers without an account. All confirmed long ago but one, who has not yet.</summary>
internal static class DemoReaders
{
    private const int WithoutAccount = 9;
    private const int DaysAgo = 40;

    /// <summary>Adds them and returns those who are confirmed.</summary>
    public static IReadOnlyList<Subscriber> Add(PortalDbContext db, TimeProvider clock, DemoCrowd people, SubscriberTokens tokens)
    {
        var then = clock.GetUtcNow().AddDays(-DaysAgo);
        var accounts = people.Crew.Select(member => member.Person).Where((_, i) => i % 3 == 0).Prepend(people.Volunteer).ToList();
        var readers = accounts.ConvertAll(person => Reader(person.Email!, LanguageOf(person), person.Id, then, tokens));
        readers.AddRange(Enumerable.Range(1, WithoutAccount).Select(n => Reader($"reader{n:00}@example.org", n % 2 == 0 ? "fr" : "en", null, then, tokens)));
        readers.ForEach(reader => reader.TryConfirm(then, then.AddHours(1)));
        var waiting = Reader("reader-to-be@example.org", "en", null, clock.GetUtcNow().AddDays(-1), tokens);
        db.Subscribers.AddRange([.. readers, waiting]);
        return readers;
    }

    private static string LanguageOf(Supporter person) => person.SpokenLanguages[0] == "fr" ? "fr" : "en";

    private static Subscriber Reader(string email, string language, Guid? supporterId, DateTimeOffset asked, SubscriberTokens tokens)
    {
        var address = new SubscriberAddress(email, SubscriberAddress.Normalize(email));
        var reader = NewSubscribers.Pending(Ids.New(new FixedClock(asked)), address, language, tokens, asked);
        reader.SupporterId = supporterId;
        return reader;
    }
}
