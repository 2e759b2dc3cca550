using Microsoft.Extensions.DependencyInjection;
using Portal.Core;
using Portal.Core.Accounts;
using Portal.Core.Bookings.Rules;
using Portal.Core.CallOuts;
using Portal.Core.Organisations;
using Portal.Core.Shifts;

namespace Portal.Testing;

/// <summary>People whom a call-out finds, and call-outs.</summary>
public static class TestVolunteers
{
    /// <summary>Somebody an organisation knows, in the region from a week ago to three weeks from now unless said otherwise.</summary>
    public static async Task<Supporter> CreateVolunteerAsync(
        this TestData data, Organisation organisation, string? name = null, bool here = true, bool urgentAtNight = false, string language = "en")
    {
        var person = await data.CreateSupporterAsync(name, language: language);
        await data.SaveAsync(new Acquaintance { SupporterId = person.Id, OrganisationId = organisation.Id, Since = ClockOf(data).GetUtcNow(), VouchedById = person.Id, HasAttended = true });
        if (here)
        {
            await data.CreateStayAsync(person, urgentAtNight);
        }

        return person;
    }

    /// <summary>Lets somebody be in the region.</summary>
    public static Task CreateStayAsync(this TestData data, Supporter person, bool urgentAtNight = false)
    {
        var today = DateOnly.FromDateTime(ClockOf(data).GetUtcNow().UtcDateTime);
        return data.SaveAsync(new Stay { Id = Ids.New(ClockOf(data)), SupporterId = person.Id, FirstDay = today.AddDays(-7), LastDay = today.AddDays(21), UrgentAtNight = urgentAtNight });
    }

    /// <summary>Calls for one person on the first position of a shift, as an organiser does.</summary>
    public static async Task<Guid> CallOutAsync(this TestData data, Supporter organiser, Shift shift, string line = "The van is packed.")
    {
        var outcome = await data.Services.GetRequiredService<CallOutService>().StartAsync(
            organiser.Id, shift.Positions[0].Id, new CallOutText(line, "en", 1, Circle.InTheRegion), Ids.New(ClockOf(data)), CancellationToken.None);
        return outcome.CallOutId ?? throw new InvalidOperationException(string.Join(", ", outcome.Faults));
    }

    private static TimeProvider ClockOf(TestData data) => data.Services.GetRequiredService<TimeProvider>();
}
