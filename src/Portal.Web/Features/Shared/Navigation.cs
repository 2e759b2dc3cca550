using Portal.Web.Infrastructure;

namespace Portal.Web.Features.Shared;

/// <summary>One place in the navigation; <c>Text</c> and <c>ShortText</c> are keys of the resources.</summary>
public sealed record NavigationPlace(string Address, string Text, string ShortText, string Icon);

/// <summary>Where one can go from every page, and where one is.</summary>
public static class Navigation
{
    private static readonly NavigationPlace Home = new("/", "Shared.Nav.Home", "Shared.Nav.Home", "home");
    private static readonly NavigationPlace Shifts = new("/shifts", "Shared.Nav.Shifts", "Shared.Nav.Shifts", "shifts");
    private static readonly NavigationPlace Live = new("/updates", "Shared.Nav.Updates", "Shared.Nav.UpdatesShort", "live");
    private static readonly NavigationPlace Groups = new("/organisations", "Shared.Nav.Groups", "Shared.Nav.Groups", "people");
    private static readonly NavigationPlace Mine = new("/my", "Shared.Nav.Mine", "Shared.Nav.MineShort", "person");
    private static readonly NavigationPlace Organise = new("/organise", "Shared.Nav.Organise", "Shared.Nav.Organise", "organise");
    private static readonly NavigationPlace Record = new("/audit", "Audit.Title", "Audit.Title", "lock");
    private static readonly NavigationPlace Admin = new("/admin", "Shared.Nav.Admin", "Shared.Nav.AdminShort", "lock");

    /// <summary>The masthead's places, on a screen wide enough for words.</summary>
    public static IEnumerable<NavigationPlace> ForDesk(Viewer? viewer)
    {
        IEnumerable<NavigationPlace> places = viewer is null ? [Shifts, Live, Groups] : [Shifts, Live, Mine];
        return places.Concat(viewer is { IsOrganiser: true } ? [Organise] : []).Concat(viewer is { IsAdministrator: true } ? [Admin] : []).Concat(viewer is { IsAuditor: true } ? [Record] : []);
    }

    /// <summary>The tab bar's places on a phone: at most five. Who also administers or audits finds that beside the profile.</summary>
    public static IEnumerable<NavigationPlace> ForPhone(Viewer? viewer) => viewer switch
    {
        null => [Home, Shifts, Live, Groups],
        { IsOrganiser: true } => [Home, Shifts, Live, Mine, Organise],
        { IsAdministrator: true } => [Home, Shifts, Live, Mine, Admin],
        { IsAuditor: true } => [Home, Shifts, Live, Mine, Record],
        _ => [Home, Shifts, Live, Mine],
    };

    /// <summary>The address that a place leads to.</summary>
    public static string Link(NavigationPlace place) => place == Mine ? "/my/shifts" : place == Admin ? "/admin/newsletters" : place.Address;

    /// <summary>Whether a page lies in a place of this reader.</summary>
    public static bool IsIn(NavigationPlace place, PathString page, Viewer? viewer) =>
        place == Home ? page == "/" : PlaceOf(page, viewer).StartsWithSegments(place.Address, StringComparison.OrdinalIgnoreCase);

    // A booking is one's own. A campaign is a part of the live updates. Organisers come to a roster and to an answer from the week ahead, a lead from the shift and the mail.
    private static PathString PlaceOf(PathString page, Viewer? viewer) =>
        page.StartsWithSegments("/bookings", StringComparison.OrdinalIgnoreCase) ? Mine.Address
        : page.StartsWithSegments("/campaigns", StringComparison.OrdinalIgnoreCase) ? Live.Address
        : viewer is { IsOrganiser: true } && (IsRoster(page) || page.StartsWithSegments("/answers", StringComparison.OrdinalIgnoreCase)) ? Organise.Address
        : page;

    private static bool IsRoster(PathString page) =>
        page.StartsWithSegments(Shifts.Address, StringComparison.OrdinalIgnoreCase, out var rest) && rest.Value!.EndsWith("/roster", StringComparison.OrdinalIgnoreCase);
}
