namespace Portal.Web.Infrastructure;

/// <summary>The names of the rules an endpoint can ask for. One that asks for none, and is not anonymous, is closed.</summary>
public static class Policies
{
    /// <summary>An active account with a confirmed address. Whoever has yet to confirm is led to that page.</summary>
    public const string SignedIn = "signed-in";

    /// <summary>An active account, confirmed or not: for the pages on which one confirms and signs out.</summary>
    public const string Known = "known";

    /// <summary>Organiser of at least one organisation. Of which one, the query that serves the page must ask.</summary>
    public const string Organiser = "organiser";

    /// <summary>Coalition administrator.</summary>
    public const string Administrator = "administrator";

    /// <summary>Reads the record of who looked at what.</summary>
    public const string Auditor = "auditor";

    /// <summary>Signed in; or the password given, and nothing there yet to take the second step by: for the pages on which that is set up.</summary>
    public const string OwnKeys = "own-keys";
}
