namespace Portal.Web.Infrastructure;

/// <summary>What a page needs to know of the person who is signed in.</summary>
public sealed record Viewer(Guid Id, string DisplayName, bool IsOrganiser, bool IsAdministrator)
{
    /// <summary>Two-letter code of the language the portal speaks with them.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Whether their address is confirmed. Who is not may sign in, and do nothing else yet.</summary>
    public bool IsConfirmed { get; init; } = true;

    /// <summary>The organisations they organise for.</summary>
    public IReadOnlyList<Guid> OrganiserOf { get; init; } = [];
}

/// <summary>The person of this request; <see cref="Value"/> is null for anonymous visitors.</summary>
public sealed class CurrentViewer
{
    /// <summary>Set once, after authentication.</summary>
    public Viewer? Value { get; set; }
}
