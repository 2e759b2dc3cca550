using Portal.Core.Circles;

namespace Portal.Web.Features.Circles;

/// <summary>A report about a circle.</summary>
public sealed class ReportForm
{
    /// <summary>Made with the form, so that sent twice it is one.</summary>
    public Guid? Key { get; set; }

    /// <summary>The update it is about.</summary>
    public Guid? Post { get; set; }

    /// <summary>The mail of the hosts it is about.</summary>
    public Guid? Letter { get; set; }

    /// <summary>What is wrong.</summary>
    public string? What { get; set; }

    /// <summary>Whether they may be written to, and so be known to administrators.</summary>
    public bool MayWrite { get; set; }
}

/// <summary>The page on which a report is written. <paramref name="Said"/> is the title of what it is about; null for the circle as such.</summary>
public sealed record ReportModel(CirclePage Page, ReportForm Form, string? Said);
