namespace Portal.Browser.Tests.Everywhere;

/// <summary>Who looks at a page: one of the demo's people, or nobody it knows.</summary>
public enum Reader
{
    /// <summary>Not signed in.</summary>
    Anyone,

    /// <summary>Amina, with bookings.</summary>
    Volunteer,

    /// <summary>Ruth, who leads shifts.</summary>
    Lead,

    /// <summary>Camille of the Calais Food Collective.</summary>
    Organiser,

    /// <summary>Samira.</summary>
    Administrator,

    /// <summary>Idris, who reads the record.</summary>
    Auditor,
}
