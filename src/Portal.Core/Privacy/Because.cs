namespace Portal.Core.Privacy;

/// <summary>The usual reasons why a stored property is not personal, or whom it is shown to and how long, so that they are worded once.</summary>
public static class Because
{
    /// <summary>A number that names a row.</summary>
    public const string Identifier = "names a row, tells nothing by itself";

    /// <summary>Bookkeeping of the portal.</summary>
    public const string Bookkeeping = "bookkeeping of the portal itself";

    /// <summary>Published facts about an organisation.</summary>
    public const string PublicFact = "a fact an organisation publishes about itself";

    /// <summary>Part of the plan of work.</summary>
    public const string Planning = "part of the plan of work, about no person";

    /// <summary>Published text.</summary>
    public const string Published = "text that is published";

    /// <summary>Kept as long as the account.</summary>
    public const string Account = "account";

    /// <summary>Shown to the person only.</summary>
    public const string Oneself = "oneself";

    /// <summary>Shown to the person and organisers of the organisation concerned.</summary>
    public const string OneselfAndOrganisers = "oneself, organisers of the organisation";

    /// <summary>Never shown.</summary>
    public const string Nobody = "nobody";
}
