namespace Portal.Web.Infrastructure;

/// <summary>The names of the authorisation policies.</summary>
public static class Policies
{
    /// <summary>A confirmed, active account.</summary>
    public const string SignedIn = "SignedIn";

    /// <summary>An organiser of at least one organisation.</summary>
    public const string Organiser = "Organiser";

    /// <summary>A coalition administrator.</summary>
    public const string Administrator = "Administrator";
}
