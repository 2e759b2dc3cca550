using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Privacy;
using Portal.Core.Shifts;
using Portal.Core.Updates;

namespace Portal.Core.Bookings;

/// <summary>Shifts, bookings, organisations and meeting points.</summary>
internal static class BookingsServices
{
    public static IServiceCollection AddBookings(this IServiceCollection services)
    {
        services.TryAddSingleton<LiveHints>();
        services.AddSingleton<Retry>();
        services.AddSingleton<PlaceGuard>();
        services.AddSingleton<ShiftHints>();
        services.AddSingleton<ComingShifts>();
        services.AddSingleton<Alternatives>();
        services.AddSingleton<BookingService>();
        services.AddSingleton<CheckInService>();
        services.AddSingleton<ReminderService>();
        services.AddSingleton<ShiftPlanService>();

        services.AddScoped<PersonQueries>();
        services.AddScoped<BookingQueries>();
        services.AddScoped<RosterQueries>();
        services.AddScoped<ShiftQueries>();
        services.AddScoped<ShiftPlanQueries>();
        services.AddScoped<OrganisationQueries>();

        services.AddSingleton<Vault>();
        services.AddSingleton<MeetingPointReader>();
        services.AddSingleton<MeetingPointService>();
        return services;
    }
}
