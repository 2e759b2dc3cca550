using System.Text;
using Portal.Core.Resources;

namespace Portal.Core.Privacy;

/// <summary>
/// Writes the register of processing activities (GDPR, article 30) from the inventory, as Markdown: <c>docs/register.md</c>. Written anew by the
/// command <c>register</c>; a test fails when the file says something else than the code does.
/// </summary>
public sealed class Register(PrivacyTable table, Phrasebook texts)
{
    /// <summary>The whole document, in the language of the current culture.</summary>
    public string Write()
    {
        var page = new StringBuilder("""
            # Register of processing

            What this portal stores about people, for what, how guarded, how long, and who sees it. Made from the code (`./dev register`); do not write in it. Who answers for the processing, whom it is passed on to (the host, the mail service) and on what legal ground is for the coalition that runs the portal to add beside it.

            Tiers: **S** secret (sealed under a key of its subject, or read by auditors only), **R** restricted, **P** public. A person can read all of theirs, take it away, and have it erased (`/account/data`).

            """);
        foreach (var row in table.Rows.Where(row => row.Entries.Count > 0))
        {
            page.Append(System.Globalization.CultureInfo.InvariantCulture, $"\n## {texts[$"Privacy.{row.Name}"]}\n\nTold to people: {texts[$"Privacy.{row.Name}Why"]} Seen by: {texts[$"Privacy.{row.Name}Who"]}. Kept: {texts[$"Privacy.{row.Name}Long"]}.\n\n");
            page.Append("| stored | purpose | tier | kept | seen by |\n| --- | --- | --- | --- | --- |\n");
            foreach (var line in row.Entries.GroupBy(entry => (Entity: Name(entry.Entity), entry.Said.Purpose, entry.Said.Tier, entry.Said.Retention, entry.Said.VisibleTo)))
            {
                page.Append(System.Globalization.CultureInfo.InvariantCulture, $"| {line.Key.Entity}: {string.Join(", ", line.Select(entry => entry.Property))} | {line.Key.Purpose} | {line.Key.Tier.ToString()[0]} | {line.Key.Retention} | {line.Key.VisibleTo} |\n");
            }
        }

        return page.ToString().ReplaceLineEndings("\n");
    }

    private static string Name(Type entity) => entity.Name.Split('`')[0];
}
