namespace Portal.Browser.Tests;

/// <summary>Fails with everything that was found, each on a line of its own and unshortened.</summary>
internal static class Nothing
{
    public static void WrongWith(IEnumerable<string> findings)
    {
        var lines = findings.ToList();
        Assert.True(lines.Count == 0, string.Join(Environment.NewLine, lines));
    }
}
