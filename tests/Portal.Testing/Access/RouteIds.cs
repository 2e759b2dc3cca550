using Microsoft.AspNetCore.Routing.Patterns;

namespace Portal.Testing.Access;

/// <summary>Says which row of a <see cref="Plot"/> a parameter of an address names. The longest beginning that fits counts.</summary>
public static class RouteIds
{
    private static readonly (string Begins, string Parameter, Func<Plot, string> Value)[] Table =
    [
        ("/account/address/", "id", plot => plot.AddressChange),
        ("/account/confirm/", "id", plot => $"{plot.People.Volunteer.Id}"),
        ("/account/reset/", "id", plot => $"{plot.People.Volunteer.Id}"),
        ("/account/sessions/", "id", plot => plot.Session),
        ("/account/stays/", "id", plot => plot.Stay),
        ("/actions/", "id", plot => plot.Call),
        ("/admin/campaigns/", "id", plot => plot.Shared.Campaign),
        ("/admin/ledger/imports/", "id", plot => plot.Ledger.PaymentImport),
        ("/admin/ledger/income/", "id", plot => plot.Ledger.Income),
        ("/admin/ledger/rounds/", "id", plot => plot.Ledger.OpenRound),
        ("/admin/ledger/rounds/{id:guid}/correct", "id", plot => plot.Ledger.DecidedRound),
        ("/admin/ledger/rounds/{id:guid}/story", "id", plot => plot.Ledger.DecidedRound),
        ("/admin/circles/", "id", plot => plot.Circle.Id),
        ("/admin/circles/", "member", plot => plot.Circle.Member),
        ("/admin/circles/", "post", plot => plot.Circle.Post),
        ("/admin/mail/messages/", "id", plot => plot.Message),
        ("/admin/mail/newsletters/", "id", plot => plot.Shared.Awaiting),
        ("/admin/meeting-points/", "id", plot => plot.Site),
        ("/admin/newsletters/", "id", plot => plot.Shared.Draft),
        ("/admin/people/", "id", plot => $"{plot.People.Volunteer.Id}"),
        ("/admin/organisations/", "id", plot => $"{plot.People.Group.Id}"),
        ("/admin/roles/", "id", plot => $"{plot.People.Volunteer.Id}"),
        ("/admin/roles/requests/", "id", plot => plot.Shared.Request),
        ("/admin/subscribers/imports/", "id", plot => plot.Shared.Import),
        ("/answers/", "id", plot => plot.RequestedPlace),
        ("/answers/{id:guid}/membership", "id", plot => plot.RequestedMembership),
        ("/answers/{id:guid}/qualification", "id", plot => plot.RequestedQualification),
        ("/bookings/", "id", plot => plot.Booking),
        ("/bookings/{id:guid}/accept", "id", plot => plot.Offered),
        ("/bookings/{id:guid}/decline", "id", plot => plot.Offered),
        ("/bookings/{id:guid}/hand-over/take-back", "id", plot => plot.Handed),
        ("/bookings/{id:guid}/offer", "id", plot => plot.Offered),
        ("/bookings/{id:guid}/take-over", "id", plot => plot.Handed),
        ("/calendar/", "token", plot => plot.CalendarToken),
        ("/call-outs/", "id", plot => plot.CallOut),
        ("/campaigns/", "slug", plot => plot.Shared.CampaignSlug),
        ("/circles/", "slug", plot => plot.Circle.Slug),
        ("/circles/", "member", plot => plot.Circle.Member),
        ("/circles/{slug}/{member:guid}/answer", "member", plot => plot.Circle.Asking),
        ("/circles/", "post", plot => plot.Circle.Post),
        ("/concerns/", "id", plot => plot.Told),
        ("/dev/mail/", "id", plot => plot.Message),
        ("/error/", "code", _ => "404"),
        ("/invitations/", "id", plot => plot.Invitation),
        ("/language/", "code", _ => "fr"),
        ("/ledger/rounds/", "id", plot => plot.Ledger.DecidedRound),
        ("/live/", "channel", plot => Uri.EscapeDataString(plot.Channel)),
        ("/my/pledges/", "id", plot => plot.Pledge),
        ("/needs/", "id", plot => plot.Need),
        ("/newsletter/archive/", "id", plot => plot.Shared.Sent),
        ("/newsletter/preferences/", "id", plot => plot.Shared.Reader),
        ("/newsletter/preferences/", "token", plot => plot.Shared.ReaderToken),
        ("/organisations/", "slug", plot => plot.People.Group.Slug),
        ("/organise/actions/", "id", plot => plot.Call),
        ("/organise/actions/", "row", plot => plot.Sentence),
        ("/organise/activities/", "id", plot => plot.Activity),
        ("/organise/call-outs/", "id", plot => plot.CallOut),
        ("/organise/call-outs/new/", "position", plot => plot.LackingPosition),
        ("/organise/closures/", "id", plot => plot.Closure),
        ("/organise/concerns/", "id", plot => plot.Concern),
        ("/organise/import/", "id", plot => plot.ImportRun),
        ("/organise/ledger/", "id", plot => plot.Ledger.OpenRound),
        ("/organise/ledger/{id:guid}/story", "id", plot => plot.Ledger.DecidedRound),
        ("/organise/needs/", "id", plot => plot.Need),
        ("/organise/needs/", "arrival", plot => plot.Arrival),
        ("/organise/newsletters/", "id", plot => plot.Shared.Awaiting),
        ("/organise/organisations/", "id", plot => $"{plot.People.Group.Id}"),
        ("/organise/people/", "id", plot => plot.Membership),
        ("/organise/people/", "qualification", plot => plot.Qualification),
        ("/organise/pictures/", "id", plot => plot.Picture),
        ("/organise/qualifications/", "id", plot => plot.Kind),
        ("/organise/rota/", "person", plot => $"{plot.People.Volunteer.Id}"),
        ("/organise/rota/", "day", _ => "2027-01-15"),
        ("/organise/rota/standing/", "membership", plot => plot.Membership),
        ("/organise/rules/", "slug", plot => plot.People.Group.Slug),
        ("/organise/rules/", "id", plot => plot.Condition),
        ("/organise/series/", "id", plot => plot.Series),
        ("/organise/shifts/", "id", plot => plot.FreeShift),
        ("/organise/shifts/{id:guid}/link", "id", plot => plot.RemoteShift),
        ("/organise/shifts/{id:guid}/publish", "id", plot => plot.DraftShift),
        ("/organise/shifts/{id:guid}/reinstate", "id", plot => plot.CancelledShift),
        ("/organise/sites/", "id", plot => plot.Site),
        ("/organise/successors/", "slug", plot => plot.People.Group.Slug),
        ("/organise/updates/", "id", plot => plot.Update),
        ("/organise/updates/planned/", "id", plot => plot.Planned),
        ("/parties/", "id", plot => plot.Party),
        ("/parties/join/", "token", plot => plot.PartyToken),
        ("/pass/", "token", plot => plot.PassToken),
        ("/pass/", "bookingId", plot => plot.Booking),
        ("/pictures/", "id", plot => plot.Picture),
        ("/shifts/", "id", plot => plot.FreeShift),
        ("/shifts/", "code", _ => "none"),
        ("/shifts/{id:guid}/roster", "id", plot => plot.Shift),
        ("/shifts/{id:guid}/roster/", "bookingId", plot => plot.Booking),
        ("/shifts/{id:guid}/roster/", "walkInId", plot => plot.WalkIn),
        ("/shifts/{id:guid}/roster/passes/", "passId", plot => plot.Pass),
        ("/shifts/{id:guid}/roster/groups/", "id", plot => plot.FreeShift),
        ("/shifts/{id:guid}/roster/groups/", "partyId", plot => plot.Party),
        ("/updates/", "id", plot => plot.Update),
        ("", "language", _ => "en"),
    ];

    /// <summary>The parameters of a route for which the table has no row.</summary>
    public static IEnumerable<string> MissingOf(Route route) =>
        route.Endpoint.RoutePattern.Parameters.Where(parameter => Find(route, parameter.Name) is null)
            .Select(parameter => $"{route.Pattern}: say in RouteIds which row of a Plot {{{parameter.Name}}} names.");

    /// <summary>The address of a route about the rows of an organisation.</summary>
    public static string AddressOf(Route route, Plot plot) => "/" + string.Join('/', route.Endpoint.RoutePattern.PathSegments.Select(segment =>
        string.Concat(segment.Parts.Select(part => part switch
        {
            RoutePatternLiteralPart literal => literal.Content,
            RoutePatternSeparatorPart separator => separator.Content,
            RoutePatternParameterPart parameter => Find(route, parameter.Name)?.Invoke(plot) ?? "missing",
            _ => "",
        }))));

    private static Func<Plot, string>? Find(Route route, string parameter) =>
        Table.Where(row => row.Parameter == parameter && route.Pattern.StartsWith(row.Begins, StringComparison.Ordinal))
            .OrderByDescending(row => row.Begins.Length).FirstOrDefault().Value;
}
