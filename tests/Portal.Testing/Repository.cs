namespace Portal.Testing;

/// <summary>The folder with the sources, for tests that read them.</summary>
public static class Repository
{
    private static readonly Lazy<string> Found = new(() =>
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "Portal.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException($"No Portal.sln above {AppContext.BaseDirectory}.");
    });

    /// <summary>The path of something in it.</summary>
    public static string Path(params string[] parts) => System.IO.Path.Combine([Found.Value, .. parts]);

    /// <summary>Every source file under <c>src</c> with one of these endings, generated ones excepted, with its text.</summary>
    public static IEnumerable<(string File, string Text)> Sources(params string[] endings) =>
        Directory.EnumerateFiles(Path("src"), "*", SearchOption.AllDirectories)
            .Where(file => endings.Any(ending => file.EndsWith(ending, StringComparison.Ordinal)))
            .Where(file => !file.Split(System.IO.Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "Migrations"))
            .Select(file => (System.IO.Path.GetRelativePath(Found.Value, file), File.ReadAllText(file)));
}
