using Microsoft.Extensions.DependencyInjection;
using Portal.Core;
using Portal.Core.Accounts;
using Portal.Core.Accounts.TwoPersons;
using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Editions;
using Portal.Core.Newsletters.Subscriptions;

namespace Portal.Testing.Access;

/// <summary>What belongs to the coalition as a whole, as it stands in addresses.</summary>
public sealed record SharedRows
{
    /// <summary>A campaign's identifier.</summary>
    public required string Campaign { get; init; }

    /// <summary>Its part of an address.</summary>
    public required string CampaignSlug { get; init; }

    /// <summary>A newsletter that is being written.</summary>
    public required string Draft { get; init; }

    /// <summary>One that waits for its hour, and for a second person.</summary>
    public required string Awaiting { get; init; }

    /// <summary>One that was sent.</summary>
    public required string Sent { get; init; }

    /// <summary>Addresses that were imported.</summary>
    public required string Import { get; init; }

    /// <summary>A reader of the newsletter.</summary>
    public required string Reader { get; init; }

    /// <summary>The proof of that reader's own link.</summary>
    public required string ReaderToken { get; init; }

    /// <summary>That somebody is to become an administrator; another administrator asked for it.</summary>
    public required string Request { get; init; }

    /// <summary>Makes them.</summary>
    public static async Task<SharedRows> MakeAsync(PortalFactory portal, Supporter administrator)
    {
        ArgumentNullException.ThrowIfNull(portal);
        ArgumentNullException.ThrowIfNull(administrator);
        var campaign = await portal.Data.CreateCampaignAsync();
        var reader = await portal.Data.CreateReaderAsync("reader@example.org");
        var import = new SubscriberImport { Id = Ids.New(portal.Clock), ById = administrator.Id, At = portal.Clock.GetUtcNow(), Statement = "A list on paper", Certified = true, Added = 1, Known = 0, KeptAway = 0, Repeated = 0 };
        var now = portal.Clock.GetUtcNow();
        var request = new TwoPersonRequest
        {
            Id = Ids.New(portal.Clock),
            Kind = TwoPersonKind.Administrator,
            SubjectId = (await portal.Data.CreateSupporterAsync("Asked for")).Id,
            AskedById = (await portal.Data.CreateAdministratorAsync("Second administrator")).Id,
            AskedAt = now,
            ExpiresAt = now + TwoPersonRequest.Waits,
        };
        await portal.Data.SaveAsync(import, request);
        return new SharedRows
        {
            Campaign = $"{campaign.Id}",
            CampaignSlug = campaign.Slug,
            Draft = await IssueAsync(portal, administrator, NewsletterState.Draft),
            Awaiting = await IssueAsync(portal, administrator, NewsletterState.Scheduled),
            Sent = await IssueAsync(portal, administrator, NewsletterState.Sent),
            Import = $"{import.Id}",
            Reader = $"{reader}",
            Request = $"{request.Id}",
            ReaderToken = portal.Services.GetRequiredService<SubscriberTokens>().Preferences(reader),
        };
    }

    private static async Task<string> IssueAsync(PortalFactory portal, Supporter author, NewsletterState state)
    {
        var now = portal.Clock.GetUtcNow();
        var issue = new Newsletter { Id = Ids.New(portal.Clock), AuthorId = author.Id, MainLanguage = "en", State = state, CreatedAt = now };
        if (state != NewsletterState.Draft)
        {
            (issue.AskedById, issue.AskedAt) = (author.Id, now.AddMinutes(-20));
        }

        if (state == NewsletterState.Sent)
        {
            (issue.StartedAt, issue.SentAt) = (now.AddDays(-1), now.AddDays(-1));
        }

        issue.Editions.Add(new NewsletterEdition { NewsletterId = issue.Id, Language = "en", Subject = $"Issue {state}", Preview = "What is needed", Body = "Hello **all**.\n\n{{shifts}}" });
        await portal.Data.SaveAsync(issue);
        return $"{issue.Id}";
    }
}
