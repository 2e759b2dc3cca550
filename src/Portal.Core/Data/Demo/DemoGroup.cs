using Portal.Core.Organisations;

namespace Portal.Core.Data.Demo;

/// <summary>An organisation of the demo data with what belongs to it.</summary>
internal sealed record DemoGroup(Organisation Organisation, IReadOnlyDictionary<string, Site> Sites, IReadOnlyDictionary<string, Activity> Activities);
