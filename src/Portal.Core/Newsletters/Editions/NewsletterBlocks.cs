using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Resources;
using Portal.Core.Shifts;

namespace Portal.Core.Newsletters.Editions;

/// <summary>
/// Fills the blocks of a newsletter with what is true now, in Markdown and in each edition's language. When sending begins the
/// result is kept, so that all readers, the archive and the feed have one text; before, it is made anew for every look.
/// </summary>
public sealed class NewsletterBlocks(IDbContextFactory<PortalDbContext> contexts, ComingShifts coming, PortalLinks links, Phrasebook words, IOptions<PortalOptions> portal, TimeProvider clock)
{
    /// <summary>The editions with their blocks filled, all from one moment, and their links whole. It asks nothing where there are no blocks.</summary>
    public async Task<IReadOnlyList<EditionText>> FillAsync(IReadOnlyList<EditionText> editions, CancellationToken cancellationToken)
    {
        editions = [.. editions.Select(edition => edition with { Body = EditionLinks.MakeWhole(edition.Body, links.To("")) })];
        var blocks = editions.SelectMany(edition => BlockText.In(edition.Body)).Distinct().ToList();
        if (blocks.Count == 0)
        {
            return editions;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var facts = await BlockFacts.ReadAsync(db, coming, blocks, clock.GetUtcNow(), cancellationToken);
        return [.. editions.Select(edition => edition with { Body = InLanguage(edition.Language, () => BlockText.Replace(edition.Body, block => Text(block, facts))) })];
    }

    private string Text(NewsletterBlock block, BlockFacts facts) => block.Name switch
    {
        NewsletterBlock.Shifts => Shifts(facts.Shifts),
        NewsletterBlock.Updates => Updates(facts.Updates),
        NewsletterBlock.Campaign => facts.Campaigns.FirstOrDefault(campaign => campaign.Slug == block.Slug) is { } campaign ? Campaign(campaign) : "",
        _ => "",
    };

    private string Shifts(IReadOnlyList<ComingShift> shifts) => shifts.Count == 0
        ? $"{words["Newsletters.Blocks.NoShifts"]} {Link(words["Newsletters.Blocks.AllShifts"], "/shifts")}"
        : $"{string.Join('\n', shifts.Select(Shift))}\n\n{Link(words["Newsletters.Blocks.AllShifts"], "/shifts")}";

    // People's words end each line: written from the right, they pull nothing else with them.
    private string Shift(ComingShift shift)
    {
        var (from, to) = (WallTime.At(shift.StartsAt, shift.Zone), WallTime.At(shift.EndsAt, shift.Zone));
        var hours = RemoteTask.Is(shift.StartsAt, shift.EndsAt) ? words["Shifts.Task.ByClock", Clock(to)] : $"{Clock(from)}–{Clock(to)}";
        var when = words["Newsletters.Blocks.When", Days.Of(DateOnly.FromDateTime(from), "dddd d MMMM"), hours, WallTime.PlaceOf(shift.Zone)];
        return $"- **{MarkdownEscape.Of(when)}**{words["Shared.Colon"]} {words.Count("Newsletters.Blocks.Lacks", BlockFacts.Lacks(shift))}\n"
            + $"  {Link(shift.Activity.ToString(), $"/shifts/{shift.Id}")}\n"
            + $"  {MarkdownEscape.Of(shift.Area?.Name.ToString() ?? words["Shifts.FromHome"])}\n"
            + $"  {MarkdownEscape.Of(shift.Organisation.Name)}";
    }

    private string Updates(IReadOnlyList<BlockUpdate> updates) => updates.Count == 0
        ? words["Newsletters.Blocks.NoUpdates"]
        : $"{string.Join('\n', updates.Select(Update))}\n\n{Link(words["Newsletters.Blocks.AllUpdates"], "/updates")}";

    private string Update(BlockUpdate update) =>
        $"- {Days.Of(WallTime.DayOf(update.PublishedAt, WallTime.Zone(portal.Value.TimeZone)), "d MMMM")}{words["Shared.Colon"]}\n"
        + $"  {Link(update.Title, $"/updates/{update.Id}")}\n"
        + $"  {MarkdownEscape.Of(update.Organisation)}";

    private string Campaign(BlockCampaign campaign) => campaign.Count == 0
        ? $"**{MarkdownEscape.Of(campaign.Name.ToString())}**\n{words["Newsletters.Blocks.NoUpdates"]}"
        : $"**{MarkdownEscape.Of(campaign.Name.ToString())}**\n{words.Count("Newsletters.Blocks.CampaignUpdates", campaign.Count)}\n\n{string.Join('\n', campaign.Latest.Select(Update))}";

    private string Link(string text, string path) => $"[{MarkdownEscape.Of(text)}]({links.To(path)})";

    private static string Clock(DateTime wall) => wall.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string InLanguage(string language, Func<string> write)
    {
        var (before, beforeUi) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Languages.CultureOf(language);
            return write();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (before, beforeUi);
        }
    }
}
