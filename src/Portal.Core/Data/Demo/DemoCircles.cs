using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Circles;
using Portal.Core.Updates;

namespace Portal.Core.Data.Demo;

/// <summary>Three circles with hosts, members and a first word in each, and one that waits for an answer.</summary>
internal static class DemoCircles
{
    private sealed record Draft(string Name, string? Country, string[] Languages, bool IsOpen, string Purpose, string? Title = null, string Body = "", string Language = "en");

    private static readonly Draft[] Drafts =
    [
        new("Lyon", "FR", ["fr", "en"], false, "Nous collectons des couvertures et des chaussures, et nous partons à Calais une fois par mois.\nOn se retrouve le premier jeudi, autour d'un thé.", "Le coffre est plein", "Soixante couvertures, *lavées et triées*. Merci à tout le monde.", "fr"),
        new("São Paulo", "BR", ["pt", "en"], true, "From far away we tell what happens at the border: readings, a film evening, letters.", "Film evening in March", "We show a film and talk afterwards. Bring somebody who has never heard of Calais."),
        new("Translators", null, ["en", "fr", "ar", "ps", "ti"], true, "We translate leaflets and updates, a few sentences at a time, whenever we have half an hour.", "The leaflet on asylum is done", "In six languages now. The next one is about charging phones."),
        new("Bruxelles", "BE", ["fr", "nl"], true, "Collecter du matériel et organiser des convois depuis Bruxelles."),
    ];

    public static async Task AddAsync(PortalDbContext db, TimeProvider clock, DemoCrowd people, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        Supporter[] hosts = [people.Volunteer, people.Crew[0].Person, people.Lead, people.Supporter];
        foreach (var (draft, number) in Drafts.Select((draft, number) => (draft, number)))
        {
            var (host, begun) = (hosts[number], now.AddDays(-40 + number));
            var circle = new SupporterCircle
            {
                Id = Guid.CreateVersion7(begun),
                Slug = CircleWords.SlugOf(draft.Name),
                Name = draft.Name,
                Purpose = draft.Purpose,
                Sought = CircleWords.Folded($"{draft.Name}\n{draft.Purpose}"),
                Languages = [.. draft.Languages],
                Country = draft.Country,
                IsOpen = draft.IsOpen,
                ProposedById = host.Id,
                ProposedAt = begun,
            };
            var first = Member(circle, host, begun);
            first.Found(begun);
            db.AddRange(circle, first);
            if (draft.Title is null)
            {
                continue;
            }

            circle.TryDecide(approve: true, reason: null, begun.AddDays(1));
            Join(db, circle, people, number, begun);
            await PostAsync(db, circle, host, draft, now.AddDays(-3 + number), cancellationToken);
        }
    }

    private static void Join(PortalDbContext db, SupporterCircle circle, DemoCrowd people, int number, DateTimeOffset begun)
    {
        Supporter[] others = [.. people.Crew.Skip(1 + (number * 3)).Take(5).Select(crew => crew.Person)];
        foreach (var (person, place) in others.Select((person, place) => (person, place)))
        {
            var member = Member(circle, person, begun.AddDays(place + 1));
            if (place == 4 && !circle.IsOpen)
            {
                member.TryAsk(sharesName: true, "Je travaille à côté et je peux conduire.", begun.AddDays(36));
            }
            else
            {
                member.TryJoin(sharesName: place < 3, begun.AddDays(place + 1));
            }

            db.Add(member);
        }
    }

    private static CircleMember Member(SupporterCircle circle, Supporter person, DateTimeOffset at) => new() { Id = Guid.CreateVersion7(at), CircleId = circle.Id, SupporterId = person.Id };

    private static async Task PostAsync(PortalDbContext db, SupporterCircle circle, Supporter host, Draft draft, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await db.SaveChangesAsync(cancellationToken);
        var channel = Channel.OfCircle(circle.Slug);
        var update = new Update
        {
            Id = Guid.CreateVersion7(at),
            AuthorId = host.Id,
            OrganisationId = null,
            CircleId = circle.Id,
            Channel = channel,
            Severity = Severity.Normal,
            Language = draft.Language,
            Title = draft.Title!,
            Body = draft.Body,
            Html = MarkdownRenderer.ToHtml(draft.Body),
            Seq = await ChannelNumbers.NextAsync(db, channel, at, cancellationToken),
            PublishedAt = at,
        };
        db.AddRange(update, new ChannelEvent { Channel = channel, Seq = update.Seq, UpdateId = update.Id, Kind = ChannelEventKind.Posted, At = at });
        await db.SaveChangesAsync(cancellationToken);
    }
}
