using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Bookings.Parties;
using Portal.Core.Bookings.Waiting;
using Portal.Core.Organisations;
using Portal.Core.Shifts;

namespace Portal.Core.Tests.Bookings.Machine;

/// <summary>One position and the people around it in the portal itself, on a database. It does the same steps as the <see cref="Model"/>.</summary>
internal sealed class World
{
    private readonly TestPortal _portal;
    private readonly Supporter _organiser;
    private readonly IReadOnlyList<Supporter> _people;
    private readonly Shift _shift;

    private World(TestPortal portal, Supporter organiser, IReadOnlyList<Supporter> people, Shift shift) => (_portal, _organiser, _people, _shift) = (portal, organiser, people, shift);

    /// <summary>When the shift begins.</summary>
    public DateTimeOffset StartsAt => _shift.StartsAt;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A shift in four days at a group's site, with one position.</summary>
    public static async Task<World> MakeAsync(TestPortal portal, Organisation organisation, Activity activity, Site site, Supporter organiser, int capacity)
    {
        var people = await portal.Data.CreateRegularsAsync(organisation, Step.People);
        var shift = await portal.Data.CreateShiftAsync(organisation, TimeSpan.FromDays(4), positions: [("Cook", 1, capacity)], activity: activity, site: site);
        return new(portal, organiser, people, shift);
    }

    /// <summary>Does a step; returns the answer.</summary>
    public async Task<string> DoAsync(Step step)
    {
        var person = _people[step.Who].Id;
        switch (step.Deed)
        {
            case Deed.Book:
                return $"{(await _portal.RunAsync<BookingService, BookOutcome>(s => s.BookAsync(person, _shift.Id, _shift.Positions[0].Id, Guid.CreateVersion7(), Token))).Result}";
            case Deed.Join:
                return $"{(await _portal.RunAsync<WaitingList, WaitOutcome>(s => s.JoinAsync(person, _shift.Id, _shift.Positions[0].Id, Token))).Result}";
            case Deed.Cancel:
                return $"{(await _portal.RunAsync<Withdrawals, CancelOutcome>(async s => await s.CancelAsync(person, await LatestAsync(person), Token))).Result}";
            case Deed.OfferToAll:
                return $"{(await _portal.RunAsync<Withdrawals, CancelOutcome>(async s => await s.OfferAsync(person, await LatestAsync(person), Token))).Result}";
            case Deed.Keep:
                return $"{await _portal.RunAsync<Withdrawals, KeepResult>(async s => await s.KeepAsync(person, await LatestAsync(person), Token))}";
            case Deed.Accept:
                return $"{(await _portal.RunAsync<Offers, OfferOutcome>(async s => await s.AcceptAsync(person, await LatestAsync(person), Token))).Result}";
            case Deed.Decline:
                return $"{(await _portal.RunAsync<Offers, OfferOutcome>(async s => await s.DeclineAsync(person, await LatestAsync(person), Token))).Result}";
            case Deed.Hold:
                return (await _portal.RunAsync<PartyHolding, HoldOutcome>(s => s.HoldAsync(person, new("Convoy", [new(_shift.Positions[0].Id, 1)], Guid.CreateVersion7()), Token))).PartyId is null ? "not held" : "held";
            case Deed.Claim:
                return $"{(await _portal.RunAsync<PartyClaims, ClaimOutcome>(async s => await s.ClaimOwnAsync(person, await GroupAsync(person), _shift.Positions[0].Id, Token))).Result}";
            case Deed.Dissolve:
                return $"{await _portal.RunAsync<PartyLeading, int?>(async s => await s.DissolveAsync(person, await GroupAsync(person), Token)) ?? -1}";
            case Deed.CallOff:
                if (_portal.Clock.GetUtcNow() < StartsAt)
                {
                    await _portal.RunAsync<ShiftPlanService, CancelShiftOutcome>(s => s.CancelAsync(_organiser.Id, _shift.Id, null, Token));
                }

                return "";
            default:
                await _portal.RunAsync<PartyLapses, (int, int)>(s => s.RunAsync(Token));
                await _portal.RunAsync<Lapses, (int, int)>(s => s.RunAsync(Token));
                return "";
        }
    }

    /// <summary>Where each person stands, with the counters, which must be what the rows say.</summary>
    public async Task<(IReadOnlyList<BookingState?> States, int Held, int Reserved, int Seeking)> LookAsync()
    {
        await using var db = _portal.NewContext();
        var rows = await db.Bookings.AsNoTracking().Where(b => b.ShiftId == _shift.Id).OrderBy(b => b.CreatedAt).Select(b => new { b.SupporterId, b.State }).ToListAsync(Token);
        var counts = await db.Positions.AsNoTracking().Where(p => p.ShiftId == _shift.Id).Select(p => new { p.Held, p.Reserved, p.Seeking }).SingleAsync(Token);
        var groups = await db.PartyPlaces.Where(PartyPlace.IsUnclaimed).CountAsync(p => p.ShiftId == _shift.Id, Token);
        Assert.Equal(rows.Count(r => r.State.HoldsPlace()) + groups, counts.Held);
        Assert.All(rows.GroupBy(r => r.SupporterId), own => Assert.True(own.Count(r => BookingStates.Live.Contains(r.State)) <= 1));
        return ([.. _people.Select(p => rows.LastOrDefault(r => r.SupporterId == p.Id)?.State)], counts.Held, counts.Reserved, counts.Seeking);
    }

    /// <summary>Every booking's history leads without a gap from nothing to where it stands, by changes that the table allows.</summary>
    public async Task TellsItsHistoryAsync()
    {
        await using var db = _portal.NewContext();
        foreach (var booking in await db.Bookings.AsNoTracking().Include(b => b.History).Where(b => b.ShiftId == _shift.Id).ToListAsync(Token))
        {
            BookingState? at = null;
            foreach (var change in booking.History.OrderBy(c => c.At))
            {
                Assert.True(change.From == at && (at is null || BookingStates.Allows(at.Value, change.To)), $"{at} → {change.From} → {change.To}");
                at = change.To;
            }

            Assert.Equal(booking.State, at);
        }
    }

    private async Task<Guid> GroupAsync(Guid person)
    {
        await using var db = _portal.NewContext();
        return await db.PartyPlaces.Where(p => p.ShiftId == _shift.Id && p.Party!.LeaderId == person).OrderByDescending(p => p.HeldAt).Select(p => p.PartyId).FirstOrDefaultAsync(Token);
    }

    private async Task<Guid> LatestAsync(Guid person)
    {
        await using var db = _portal.NewContext();
        return await db.Bookings.Where(b => b.ShiftId == _shift.Id && b.SupporterId == person).OrderByDescending(b => b.CreatedAt).Select(b => b.Id).FirstOrDefaultAsync(Token);
    }
}
