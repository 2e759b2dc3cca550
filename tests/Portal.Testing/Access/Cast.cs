using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Organisations;

namespace Portal.Testing.Access;

/// <summary>
/// Two organisations that have the same of everything, and somebody in each role. The people of all tests that try every role are made
/// here and nowhere else: what a role comes to need (a second factor, a newer code of conduct) is given to it here.
/// </summary>
public sealed class Cast : IDisposable
{
    private static readonly TimeSpan LongAgo = TimeSpan.FromDays(3);

    private readonly Dictionary<Role, FormClient> _visitors = [];

    private Cast(PortalFactory portal) => Portal = portal;

    /// <summary>Where they are.</summary>
    public PortalFactory Portal { get; }

    /// <summary>A's rows.</summary>
    public required Plot A { get; init; }

    /// <summary>B's rows.</summary>
    public required Plot B { get; init; }

    /// <summary>Makes them all, signed in.</summary>
    public static async Task<Cast> MakeAsync(PortalFactory portal)
    {
        ArgumentNullException.ThrowIfNull(portal);
        var data = portal.Data;
        var (a, b) = (await data.CreateOrganisationAsync("Group A"), await data.CreateOrganisationAsync("Group B"));
        var organisers = (A: await data.CreateOrganiserAsync(a, "Organiser A"), B: await data.CreateOrganiserAsync(b, "Organiser B"));
        var volunteers = (A: await MemberAsync(data, a, "Volunteer A"), B: await MemberAsync(data, b, "Volunteer B"));
        var leads = (A: await MemberAsync(data, a, "Lead A", MembershipRole.ShiftLead), B: await MemberAsync(data, b, "Lead B", MembershipRole.ShiftLead));
        var administrator = await data.CreateAdministratorAsync("Administrator");
        var shared = await SharedRows.MakeAsync(portal, administrator);
        var cast = new Cast(portal)
        {
            A = await Plot.MakeAsync(portal, new PlotPeople(a, organisers.A, leads.A, volunteers.A), shared),
            B = await Plot.MakeAsync(portal, new PlotPeople(b, organisers.B, leads.B, volunteers.B), shared),
        };
        cast._visitors[Role.Nobody] = portal.Anonymous();
        await cast.AdmitAsync(Role.Unconfirmed, await data.CreateSupporterAsync("Unconfirmed", confirmed: false));
        await cast.AdmitAsync(Role.Supporter, await data.CreateSupporterAsync("Supporter"));
        await cast.AdmitAsync(Role.VolunteerOfA, volunteers.A);
        await cast.AdmitAsync(Role.LeadOfA, leads.A);
        await cast.AdmitAsync(Role.OrganiserOfA, organisers.A);
        await cast.AdmitLongAgoAsync(Role.OrganiserOfALongAgo, await data.CreateOrganiserAsync(a, "Organiser A of long ago"));
        cast._visitors[Role.OrganiserOfAByPassword] = await portal.SignedInAsync(await data.CreateOrganiserAsync(a, "Organiser A by password"), byPassword: true);
        await cast.AdmitAsync(Role.OrganiserOfB, organisers.B);
        await cast.AdmitAsync(Role.Administrator, administrator);
        await cast.AdmitAsync(Role.Auditor, await AuditorAsync(data));
        await cast.AdmitAsync(Role.Suspended, await MemberAsync(data, a, "Suspended"));
        await cast.SuspendAsync("Suspended");
        return cast;
    }

    /// <summary>Somebody of that role, with a session of their own.</summary>
    public FormClient this[Role role] => _visitors[role];

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var visitor in _visitors.Values)
        {
            visitor.Dispose();
        }
    }

    private static async Task<Supporter> MemberAsync(TestData data, Organisation organisation, string name, MembershipRole role = MembershipRole.Volunteer)
    {
        var person = await data.CreateVolunteerAsync(organisation, name);
        await data.MakeMemberAsync(person, organisation, role);
        return person;
    }

    private static async Task<Supporter> AuditorAsync(TestData data)
    {
        var auditor = await data.CreateSupporterAsync("Auditor");
        await data.SaveAsync(new CoalitionRole { SupporterId = auditor.Id, Kind = CoalitionRoleKind.Auditor, GrantedAt = auditor.CreatedAt });
        return auditor;
    }

    private async Task AdmitAsync(Role role, Supporter person) => _visitors[role] = await Portal.SignedInAsync(person);

    private async Task AdmitLongAgoAsync(Role role, Supporter person)
    {
        await AdmitAsync(role, person);
        var then = Portal.Clock.GetUtcNow() - LongAgo;
        await using var db = Portal.NewContext();
        await db.Sessions.Where(s => s.SupporterId == person.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.ProvenAt, then));
    }

    private async Task SuspendAsync(string name)
    {
        DateTimeOffset? now = Portal.Clock.GetUtcNow();
        await using var db = Portal.NewContext();
        await db.Supporters.Where(s => s.DisplayName == name).ExecuteUpdateAsync(set => set.SetProperty(s => s.SuspendedAt, now));
    }
}
