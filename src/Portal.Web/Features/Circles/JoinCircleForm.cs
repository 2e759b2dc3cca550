namespace Portal.Web.Features.Circles;

/// <summary>What somebody shows and gets in a circle, and a word to its hosts.</summary>
public sealed class JoinCircleForm
{
    /// <summary>Whether their name may be seen.</summary>
    public bool SharesName { get; set; }

    /// <summary>Whether what the hosts write is mailed to them.</summary>
    public bool WantsMail { get; set; }

    /// <summary>A word to the hosts.</summary>
    public string? Word { get; set; }
}
