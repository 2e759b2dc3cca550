using Portal.Core.Newsletters;
using Portal.Core.Newsletters.Imports;
using Portal.Core.Newsletters.Subscriptions;
using Portal.Web.Features.Organise.Import;

namespace Portal.Web.Features.Admin.Subscribers;

/// <summary>Addresses to take in, and on what ground.</summary>
public sealed class SubscriberImportForm
{
    /// <summary>How consent was obtained.</summary>
    public string? Statement { get; set; }

    /// <summary>Whether the administrator certifies it; null while they have not said.</summary>
    public bool? Certified { get; set; }
}

/// <summary>The page of a file, and once it was looked at, what came of it.</summary>
public sealed record SubscriberImportModel(ImportForm Form, SubscriberImportForm Grounds, SubscriberFileRead? Read, ImportForecast? Forecast);

/// <summary>What became of a file.</summary>
public sealed record SubscriberImportResult(SubscriberImport Import, string By);
