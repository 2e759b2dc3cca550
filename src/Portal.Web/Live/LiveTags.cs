namespace Portal.Web.Live;

/// <summary>Tags of cached pages that live changes evict in the process they reach.</summary>
public static class LiveTags
{
    /// <summary>Pages of updates.</summary>
    public const string Updates = "updates";

    /// <summary>The front page.</summary>
    public const string Home = "home";

    /// <summary>Pages of the ledger.</summary>
    public const string Ledger = "ledger";
    /// <summary>Pages of what is short.</summary>
    public const string Needs = "needs";

    /// <summary>Pages of actions.</summary>
    public const string Actions = "actions";

    /// <summary>The list of circles.</summary>
    public const string Circles = "circles";

    /// <summary>Pages of shifts.</summary>
    public const string Shifts = "shifts";
}
