namespace Portal.Core.Accounts;

/// <summary>What somebody says who joins. That they are 18 or over and accept the code of conduct is a condition of asking at all.</summary>
public sealed record Registration(string DisplayName, string Email, string Password, string Language)
{
    /// <summary>Two-letter code of a country, or null.</summary>
    public string? Country { get; init; }

    /// <summary>Codes of <see cref="SpokenLanguages"/>.</summary>
    public IReadOnlyList<string> Speaks { get; init; } = [];

    /// <summary>How they would like to help: of <see cref="Accounts.Intentions"/>.</summary>
    public IReadOnlyList<string> Intentions { get; init; } = [];

    /// <summary>The time zone that their browser named, or anything else.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Whether they want the newsletter once their address is confirmed.</summary>
    public bool WantsNewsletter { get; init; }
}
