namespace Portal.Testing.Letters;

/// <summary>
/// Every kind of letter that the portal writes, in each of its cases that differ in what they link to: as messages about rows that are
/// there, so that the portal's own dispatcher sends them. A new kind needs its case here; a test says so.
/// </summary>
public static class EveryLetter
{
    /// <summary>The cases by the name of their template; the newsletter itself has none and stands under <see cref="NewsletterLetters.Issue"/>.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<LetterCase>> Cases { get; } =
        AccountLetters.Cases.Concat(BookingLetters.Cases).Concat(WaitingLetters.Cases).Concat(GroupLetters.Cases).Concat(CallOutLetters.Cases).Concat(NeedLetters.Cases).Concat(CircleLetters.Cases).Concat(NewsletterLetters.Cases)
            .GroupBy(one => one.Template, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, IReadOnlyList<LetterCase> (group) => [.. group], StringComparer.Ordinal);

    /// <summary>Writes them all into a portal's outbox.</summary>
    public static async Task<IReadOnlyList<WrittenMessage>> WriteAsync(PortalFactory portal, LetterSetting setting)
    {
        var scene = await LetterScene.SetAsync(portal, setting);
        var written = new List<WrittenMessage>();
        foreach (var one in Cases.Values.SelectMany(cases => cases))
        {
            var (message, reader) = await one.WriteAsync(scene);
            written.Add(new WrittenMessage(one.Template, one.Name, message, reader));
        }

        return written;
    }
}
