using Portal.Web.Features.Admin.MeetingPoints;
using Portal.Web.Features.Bookings;
using Portal.Web.Features.Organise.Home;
using Portal.Web.Features.Organise.Import;
using Portal.Web.Features.Organise.Series;
using Portal.Web.Features.Organise.Shifts;
using Portal.Web.Features.Organise.Sites;
using Portal.Web.Features.Parties;
using Portal.Web.Features.Shared;
using Portal.Web.Features.Shifts;

namespace Portal.Web.Infrastructure;

/// <summary>Registers what the pages of organisations, shifts, bookings and their organisers need.</summary>
public static class ShiftPagesServices
{
    /// <summary>Reads and words.</summary>
    public static IServiceCollection AddShiftPages(this IServiceCollection services)
    {
        services.AddSingleton<TimeWords>();
        services.AddScoped<ShiftReader>();
        services.AddSingleton<TicketShelf>();
        services.AddSingleton<ListShelf>();
        services.AddScoped<Tickets>();
        services.AddScoped<WeekQueries>();
        services.AddScoped<ShiftListQueries>();
        services.AddScoped<SiteQueries>();
        services.AddScoped<GlassQueries>();
        services.AddSingleton<PartyFaults>();
        services.AddSingleton<PlanFaults>();
        services.AddSingleton<ImportRunner>();
        services.AddHostedService(provider => provider.GetRequiredService<ImportRunner>());
        services.AddSingleton<SeriesFaults>();
        services.AddSingleton<RhythmWords>();
        return services;
    }
}
