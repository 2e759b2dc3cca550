namespace Portal.Testing.Access;

/// <summary>Who somebody is to the portal. A and B are the two organisations of <see cref="Cast"/>.</summary>
public enum Role
{
    /// <summary>A visitor nobody knows.</summary>
    Nobody,

    /// <summary>Has an account whose address is not confirmed.</summary>
    Unconfirmed,

    /// <summary>Has an account, and belongs to no organisation.</summary>
    Supporter,

    /// <summary>Volunteers for A, and has places on its shifts.</summary>
    VolunteerOfA,

    /// <summary>Leads the shifts of A.</summary>
    LeadOfA,

    /// <summary>Organises for A.</summary>
    OrganiserOfA,

    /// <summary>Organises for A, and showed days ago who that is.</summary>
    OrganiserOfALongAgo,

    /// <summary>Organises for A, and gave the password only: the second step is still to be taken.</summary>
    OrganiserOfAByPassword,

    /// <summary>Organises for B.</summary>
    OrganiserOfB,

    /// <summary>Administrator of the coalition.</summary>
    Administrator,

    /// <summary>Auditor of the coalition.</summary>
    Auditor,

    /// <summary>Volunteers for A and was suspended since; the device still has its cookie.</summary>
    Suspended,
}

/// <summary>The roles as the policy file calls them.</summary>
public static class Roles
{
    /// <summary>All of them, in the order of the file's columns.</summary>
    public static IReadOnlyList<Role> All { get; } = Enum.GetValues<Role>();

    /// <summary>At most nine letters, so that columns stay columns.</summary>
    public static string Name(this Role role) => role switch
    {
        Role.Nobody => "nobody",
        Role.Unconfirmed => "unconf",
        Role.Supporter => "supporter",
        Role.VolunteerOfA => "volun-A",
        Role.LeadOfA => "lead-A",
        Role.OrganiserOfA => "org-A",
        Role.OrganiserOfALongAgo => "org-A-old",
        Role.OrganiserOfAByPassword => "org-A-pw",
        Role.OrganiserOfB => "org-B",
        Role.Administrator => "admin",
        Role.Auditor => "auditor",
        _ => "suspended",
    };
}
