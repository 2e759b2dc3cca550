namespace Portal.Testing;

/// <summary>The settings that tests share. The environment is none that the portal knows, so it behaves as in production.</summary>
public static class TestSettings
{
    /// <summary>The name of the environment.</summary>
    public const string Environment = "Testing";

    /// <summary>Where the portal stands in tests: over https, so that cookies bear their full guard.</summary>
    public const string BaseAddress = "https://localhost";

    /// <summary>Mail goes to a folder of its own, and no job runs unless a test calls it.</summary>
    public static Dictionary<string, string?> Defaults() => new(StringComparer.OrdinalIgnoreCase)
    {
        ["Portal:BaseAddress"] = BaseAddress,
        ["Mail:Transport"] = "Pickup",
        ["Mail:From"] = "appeal@example.org",
        ["Mail:PickupFolder"] = TestFolder.New("mail"),
        ["Audit:SealsFile"] = Path.Combine(TestFolder.New("seals"), "seals.txt"),
        ["Jobs:InProcess"] = "false",
        // Tests of newsletters that are about neither say so.
        ["Newsletters:TakeBackMinutes"] = "0",
        ["Newsletters:ReleaseAbove"] = "1000000",
        ["Demo:Seed"] = "false",
        ["Secrets:MasterKey"] = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
    };
}
