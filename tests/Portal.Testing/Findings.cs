namespace Portal.Testing;

/// <summary>What a test that searches found: it fails with all of it, each on a line of its own and unshortened.</summary>
public static class Findings
{
    /// <summary>Fails unless there are none.</summary>
    public static void None(IEnumerable<string> findings)
    {
        var lines = findings.ToList();
        if (lines.Count > 0)
        {
            throw new FindingsException(string.Join(Environment.NewLine, lines));
        }
    }
}

/// <summary>Something was found that should not be there.</summary>
public sealed class FindingsException(string findings) : Exception(findings);
