namespace Portal.Testing;

/// <summary>The temporary folder of this test process, removed when it ends.</summary>
public static class TestFolder
{
    private static readonly Lazy<string> Made = new(() =>
    {
        var folder = Directory.CreateTempSubdirectory("portal-tests-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    });

    /// <summary>Where it is.</summary>
    public static string Path => Made.Value;

    /// <summary>A new empty folder in it.</summary>
    public static string New(string name) =>
        Directory.CreateDirectory(System.IO.Path.Combine(Path, $"{name}-{Guid.CreateVersion7():N}")).FullName;
}
