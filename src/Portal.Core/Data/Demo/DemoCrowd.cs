using Portal.Core.Accounts;
using Portal.Core.Bookings.Rules;
using Portal.Core.Organisations;

namespace Portal.Core.Data.Demo;

/// <summary>The people of the demo data by what they do.</summary>
internal sealed record DemoCrowd(
    Supporter Supporter,
    Supporter Volunteer,
    Supporter Lead,
    Supporter Organiser,
    Supporter Administrator,
    Supporter Auditor,
    IReadOnlyDictionary<string, Supporter> Organisers,
    IReadOnlyList<(Supporter Person, Organisation[] Groups)> Crew);
