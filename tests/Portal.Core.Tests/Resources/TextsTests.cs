using System.Text.RegularExpressions;
using Portal.Jobs;

namespace Portal.Core.Tests.Resources;

public sealed partial class TextsTests
{
    private static readonly ResourceFile English = ResourceFile.Read("Texts.resx");
    private static readonly ResourceFile French = ResourceFile.Read("Texts.fr.resx");

    [Fact]
    public void Every_text_is_in_both_languages()
    {
        Findings.None(English.Texts.Keys.Except(French.Texts.Keys));
        Findings.None(French.Texts.Keys.Except(English.Texts.Keys).Where(key => ResourceFile.PluralRoot(key) is not { } root || !English.Texts.ContainsKey($"{root}.other")));
    }

    [Fact]
    public void A_plural_always_has_its_last_form() => Findings.None(English.Texts.Keys.Concat(French.Texts.Keys)
        .Select(ResourceFile.PluralRoot).OfType<string>().Distinct(StringComparer.Ordinal)
        .Where(root => !English.Texts.ContainsKey($"{root}.other") || !French.Texts.ContainsKey($"{root}.other")));

    [Fact]
    public void No_text_stands_twice_or_is_empty()
    {
        Findings.None(English.Entries.Concat(French.Entries).Where(entry => string.IsNullOrWhiteSpace(entry.Value)).Select(entry => entry.Key));
        Findings.None(English.Entries.GroupBy(entry => entry.Key).Where(group => group.Count() > 1).Select(group => group.Key));
        Findings.None(French.Entries.GroupBy(entry => entry.Key).Where(group => group.Count() > 1).Select(group => group.Key));
    }

    [Fact]
    public void What_reads_the_same_in_both_languages_does_so_for_a_reason()
    {
        var reasons = File.ReadLines(Repository.Path("tests", "Portal.Core.Tests", "Resources", "same-in-both.txt"))
            .Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(' ', 2)).ToList();
        var same = English.Texts.Where(entry => French.Texts.GetValueOrDefault(entry.Key) == entry.Value).Select(entry => entry.Key).ToList();

        Assert.All(reasons, reason => Assert.True(reason.Length == 2 && reason[1].Length > 3, $"{reason[0]} has no reason."));
        Findings.None(same.Except(reasons.Select(reason => reason[0])));
        Findings.None(reasons.Select(reason => reason[0]).Except(same));
    }

    [Fact]
    public void Both_languages_fill_in_the_same_places() => Findings.None(English.Texts.Keys.Intersect(French.Texts.Keys)
        .Where(key => ResourceFile.PluralRoot(key) is null || key.EndsWith(".other", StringComparison.Ordinal))
        .Where(key => !ResourceFile.Placeholders(English.Texts[key]).SequenceEqual(ResourceFile.Placeholders(French.Texts[key]), StringComparer.Ordinal)));

    [Fact]
    public void A_plural_form_fills_in_nothing_that_the_last_form_does_not() => Findings.None(new[] { English, French }.SelectMany(file => file.Texts
        .Where(entry => ResourceFile.PluralRoot(entry.Key) is { } root
            && ResourceFile.Placeholders(entry.Value).Except(ResourceFile.Placeholders(file.Texts.GetValueOrDefault($"{root}.other", ""))).Any())
        .Select(entry => entry.Key)));

    [Fact]
    public void Every_reason_why_a_mail_was_not_sent_has_words()
    {
        var reasons = Repository.Sources(".cs").SelectMany(source => ReasonOfMail().Matches(source.Text)).Select(match => match.Groups["code"].Value).Distinct(StringComparer.Ordinal).ToList();

        Assert.Superset(new HashSet<string> { "late", "booking-cancelled", "newsletter-cancelled", "suppressed" }, reasons.ToHashSet());
        Findings.None(reasons.Where(reason => !English.Texts.ContainsKey($"Mail.Reason.{reason}")));
    }

    [Fact]
    public void Every_job_has_a_name_for_people() =>
        Findings.None(PortalJobs.All.Select(job => job.Name).Where(name => !English.Texts.ContainsKey($"Jobs.Name.{name}")));

    [Theory]
    [InlineData("Texts.resx")]
    [InlineData("Texts.fr.resx")]
    public void Every_entry_is_one_line(string file) =>
        Findings.None(ResourceFile.Read(file).Lines.Where(line => line.Contains("<data ", StringComparison.Ordinal) && !EntryLine().IsMatch(line)));

    [Fact]
    public void French_never_breaks_a_line_before_its_high_punctuation() =>
        Findings.None(French.Texts.Where(entry => HighPunctuation().IsMatch(entry.Value)).Select(entry => entry.Key));

    [Fact]
    public void Every_text_that_the_sources_name_is_there() => Findings.None(Repository.Sources(".cs", ".cshtml", ".razor").SelectMany(source => Missing(source.File, source.Text)));

    [Theory]
    [InlineData("@T[\"Shared.NoSuchText\"]")]
    [InlineData("texts.Count(\"Shared.NoSuchCount\", 2)")]
    [InlineData("[Display(Name = \"Shared.NoSuchLabel\")]")]
    public void A_text_that_nobody_wrote_is_found(string source) => Assert.Single(Missing("Index.cshtml", source));

    private static IEnumerable<string> Missing(string file, string source)
    {
        var areas = English.Texts.Keys.Select(key => key.Split('.')[0]).ToHashSet(StringComparer.Ordinal);
        return KeyLiteral().Matches(source).Select(match => match.Groups[1].Value)
            .Where(key => areas.Contains(key.Split('.')[0]) && !IsThere(key)).Select(key => $"{file}: {key}");
    }

    // A literal may also name the stem of several texts, such as those of a plural or of an enum.
    private static bool IsThere(string key) =>
        English.Texts.ContainsKey(key) || English.Texts.Keys.Any(text => text.StartsWith($"{key}.", StringComparison.Ordinal));

    [GeneratedRegex("\"([A-Z][A-Za-z0-9]*(?:\\.[A-Z][A-Za-z0-9]*)+)\"")]
    private static partial Regex KeyLiteral();

    [GeneratedRegex("""(?:WrittenLetter\.Skip\(|Reason = |TransportAnswer\.Refused\()"(?<code>[a-z][a-z-]+)\b""")]
    private static partial Regex ReasonOfMail();

    [GeneratedRegex("""^  <data name="[A-Z][A-Za-z0-9.-]+" xml:space="preserve"><value>.*</value></data>$""")]
    private static partial Regex EntryLine();

    [GeneratedRegex("[ \\p{L}][;!?»]| :|« ", RegexOptions.None, 1000)]
    private static partial Regex HighPunctuation();
}
