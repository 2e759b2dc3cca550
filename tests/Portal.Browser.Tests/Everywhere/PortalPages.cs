namespace Portal.Browser.Tests.Everywhere;

/// <summary>Every page of the portal, each as somebody who has a reason to be there.</summary>
public static class PortalPages
{
    /// <summary>The pages.</summary>
    public static IReadOnlyList<PortalPage> All { get; } =
    [
        new("/", Reader.Anyone),
        new("/about", Reader.Anyone),
        new("/privacy", Reader.Anyone),
        new("/accessibility", Reader.Anyone),
        new("/error/{code:int}", Reader.Anyone, _ => "404", Status: 404),
        new("/shifts", Reader.Anyone),
        new("/shifts", Reader.Anyone, Query: "?area=warehouse&remote=false"),
        new("/shifts/{id:guid}", Reader.Anyone, town => town.PublicShift),
        new("/updates", Reader.Anyone),
        new("/updates/{id:guid}", Reader.Anyone, town => town.Update),
        new("/organisations", Reader.Anyone),
        new("/organisations/{slug}", Reader.Anyone, _ => "the-woodyard"),
        new("/newsletter", Reader.Anyone),
        new("/newsletter/asked", Reader.Anyone),
        new("/newsletter/confirm", Reader.Anyone, Query: "?s=01980000000070008000000000000001&t=token"),
        new("/newsletter/unsubscribe", Reader.Anyone, Query: "?s=01980000000070008000000000000001&t=token"),
        new("/newsletter/archive", Reader.Anyone),
        new("/newsletter/archive/{id:guid}", Reader.Anyone, town => town.Issue),
        new("/account/register", Reader.Anyone),
        new("/account/code-of-conduct", Reader.Anyone),
        new("/account/sign-in", Reader.Anyone),
        new("/account/forgotten", Reader.Anyone),
        new("/account/confirm", Reader.Anyone),
        new("/account/confirm/{id:guid}", Reader.Anyone, town => town.ConfirmLink),
        new("/account/confirm/{id:guid}", Reader.Anyone, town => town.Issue),
        new("/account/reset/{id:guid}", Reader.Anyone, town => town.ResetLink),
        new("/account/reset/{id:guid}", Reader.Anyone, town => town.Issue),
        new("/", Reader.Volunteer),
        new("/shifts", Reader.Volunteer, Query: "?bookable=true"),
        new("/shifts/{id:guid}", Reader.Volunteer, town => town.PublicShift),
        new("/shifts/{id:guid}", Reader.Volunteer, town => town.BookedShift),
        new("/updates", Reader.Volunteer),
        new("/my/shifts", Reader.Volunteer),
        new("/my/calendar", Reader.Volunteer),
        new("/bookings/{id:guid}/meeting-point", Reader.Volunteer, town => town.Booking),
        new("/bookings/{id:guid}/cancel", Reader.Volunteer, town => town.Booking),
        new("/bookings/{id:guid}/offer", Reader.Volunteer, town => town.Booking),
        new("/organisations/{slug}/join", Reader.Volunteer, _ => "refugee-womens-centre"),
        new("/account/profile", Reader.Volunteer),
        new("/account/qualifications", Reader.Volunteer),
        new("/account/stays", Reader.Volunteer),
        new("/account/notifications", Reader.Volunteer),
        new("/my/shifts", Reader.Lead),
        new("/shifts/{id:guid}/roster", Reader.Lead, town => town.BookedShift),
        new("/organise", Reader.Organiser),
        new("/organise/waiting", Reader.Organiser),
        new("/organise/shifts", Reader.Organiser),
        new("/organise/shifts", Reader.Organiser, Query: "?status=Draft"),
        new("/organise/shifts/new", Reader.Organiser),
        new("/organise/shifts/{id:guid}", Reader.Organiser, town => town.OwnShift),
        new("/organise/shifts/{id:guid}/people", Reader.Organiser, town => town.OwnShift),
        new("/shifts/{id:guid}/roster", Reader.Organiser, town => town.OwnShift),
        new("/organise/sites", Reader.Organiser),
        new("/organise/sites/{id:guid}", Reader.Organiser, town => town.Site),
        new("/organise/sites/{id:guid}/meeting-point", Reader.Organiser, town => town.Site),
        new("/organise/updates", Reader.Organiser),
        new("/organise/updates/new", Reader.Organiser),
        new("/organise/updates/{id:guid}/edit", Reader.Organiser, town => town.Update),
        new("/organise/updates/{id:guid}/withdraw", Reader.Organiser, town => town.Update),
        new("/admin/newsletters", Reader.Administrator),
        new("/admin/newsletters/new", Reader.Administrator),
        new("/admin/newsletters/{id:guid}", Reader.Administrator, town => town.Draft),
        new("/admin/newsletters/{id:guid}", Reader.Administrator, town => town.Issue),
        new("/admin/newsletters/{id:guid}/edit", Reader.Administrator, town => town.Draft),
        new("/admin/newsletters/{id:guid}/send", Reader.Administrator, town => town.Draft),
        new("/admin/newsletters/{id:guid}/cancel", Reader.Administrator, town => town.Draft),
    ];

    /// <summary>Addresses of controllers that are no pages, and why.</summary>
    public static IReadOnlyDictionary<string, string> Others { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["/account"] = "leads on to the profile",
        ["/language/{code}"] = "leads back to where one was",
        ["/live/{channel}"] = "JSON for the page's script",
        ["/updates.atom"] = "a feed for machines",
        ["/calendar/{token}.ics"] = "a feed for calendars",
        ["/bookings/{id:guid}/calendar.ics"] = "a file for calendars",
        ["/admin/newsletters/{id:guid}/progress"] = "JSON for the page's script",
        ["/dev/mail"] = "in Development only, for those who develop the portal",
        ["/dev/mail/{id:guid}"] = "in Development only, for those who develop the portal",
        ["/dev/mail/{id:guid}/html"] = "in Development only, for those who develop the portal",
    };

    /// <summary>Which of these patterns are neither a page of the list nor among the others.</summary>
    public static IEnumerable<string> Unlisted(IEnumerable<string> patterns) => patterns.Except(All.Select(page => page.Pattern)).Except(Others.Keys);
}
