namespace Portal.Web.Infrastructure;

/// <summary>What a page needs to know of the person who is signed in.</summary>
public sealed record Viewer(Guid Id, string DisplayName, bool IsOrganiser, bool IsAdministrator)
{
    /// <summary>Two-letter language.</summary>
    public string Language { get; init; } = "en";

    /// <summary>IANA zone.</summary>
    public string TimeZone { get; init; } = "Europe/Paris";

    /// <summary>Organisations.</summary>
    public IReadOnlyList<Guid> OrganiserOf { get; init; } = [];

    /// <summary>Organisations.</summary>
    public IReadOnlyList<Guid> MemberOf { get; init; } = [];
}

/// <summary>The person of this request; <see cref="Value"/> is null for anonymous visitors.</summary>
public sealed class CurrentViewer
{
    /// <summary>Set once, after authentication.</summary>
    public Viewer? Value { get; set; }
}
