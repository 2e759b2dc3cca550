using Portal.Core.Bookings;
using Portal.Core.Organisations;
using Portal.Core.Shifts;
using static Portal.Core.Bookings.ObstacleKind;

namespace Portal.Core.Tests.Bookings;

public sealed class EligibilityTests
{
    private static readonly DateTimeOffset Now = new(2027, 1, 14, 9, 0, 0, TimeSpan.Zero);
    private static readonly OrganisationRef Kitchen = new(new Guid("00000000-0000-7000-8000-000000000001"), "kitchen", "Kitchen");
    private static readonly Guid ShiftId = new("00000000-0000-7000-8000-000000000002");
    private static readonly Guid OtherShiftId = new("00000000-0000-7000-8000-000000000003");
    private static readonly Person Anna = new(new Guid("00000000-0000-7000-8000-000000000004"), AddressConfirmed: true, Suspended: false);

    private static readonly PositionFacts Open = new(new Guid("00000000-0000-7000-8000-000000000005"), ShiftId, Kitchen)
    {
        Status = ShiftStatus.Published,
        Visibility = Visibility.Public,
        StartsAt = Now.AddDays(1),
        EndsAt = Now.AddDays(1).AddHours(4),
        BookableUntil = Now.AddDays(1),
        Capacity = 5,
        Held = 4,
        Reserved = 0,
    };

    public static TheoryData<string, ObstacleKind[]> Table() => new()
    {
        { "nothing", [] },
        { "nobody", [NotSignedIn] },
        { "unconfirmed", [AddressNotConfirmed] },
        { "suspended", [Suspended] },
        { "draft", [NotPublished] },
        { "closed", [NotPublished] },
        { "cancelled", [ShiftCancelled] },
        { "started", [AlreadyStarted] },
        { "later", [NotOpenYet] },
        { "booked", [AlreadyBooked] },
        { "stranger at a shift for members", [MembershipNeeded] },
        { "member at a shift for members", [] },
        { "asked to be a member", [MembershipNeeded] },
        { "member at a shift for invited", [InvitationNeeded] },
        { "organiser at a shift for invited", [] },
        { "overlaps", [Overlaps] },
        { "overlaps a line waited in", [] },
        { "ends as it starts", [] },
        { "full", [Full] },
        { "last place reserved", [Full] },
    };

    [Theory, MemberData(nameof(Table))]
    public void Each_reason_stands_alone(string state, ObstacleKind[] expected)
    {
        var (person, position) = Case(state);

        Assert.Equal(expected, Eligibility.Check(person, position, Now).Select(o => o.Kind));
    }

    [Fact]
    public void All_reasons_come_at_once_and_in_order()
    {
        var person = Anna with { AddressConfirmed = false, Suspended = true, Bookings = [Held(ShiftId, Now.AddHours(-1), 4), Held(OtherShiftId, Now.AddHours(-1), 3)] };
        var position = Open with
        {
            Status = ShiftStatus.Cancelled,
            Visibility = Visibility.Members,
            StartsAt = Now.AddHours(-1),
            EndsAt = Now.AddHours(3),
            BookingOpensAt = Now.AddHours(1),
            Held = 5,
        };

        var kinds = Eligibility.Check(person, position, Now).Select(o => o.Kind).ToList();

        Assert.Equal([AddressNotConfirmed, Suspended, ShiftCancelled, AlreadyStarted, NotOpenYet, AlreadyBooked, MembershipNeeded, Overlaps, Full], kinds);
        Assert.Equal(kinds.Order(), kinds);
    }

    [Fact]
    public void Reasons_carry_what_their_sentence_needs()
    {
        var opens = Now.AddHours(5);
        var pending = Anna with { Memberships = [new(Kitchen.Id, MembershipRole.Volunteer, MembershipState.Requested)], Bookings = [Held(OtherShiftId, Open.StartsAt.AddHours(1), 1)] };

        var obstacles = Eligibility.Check(pending, Open with { BookingOpensAt = opens, Visibility = Visibility.Members }, Now);

        Assert.Collection(
            obstacles,
            o => Assert.Equal(opens, o.At),
            o => Assert.Equal((Kitchen, true), (o.Organisation, o.Pending)),
            o => Assert.Equal(OtherShiftId, o.With!.ShiftId));
    }

    private static (Person? Person, PositionFacts Position) Case(string state) => state switch
    {
        "nobody" => (null, Open),
        "unconfirmed" => (Anna with { AddressConfirmed = false }, Open),
        "suspended" => (Anna with { Suspended = true }, Open),
        "draft" => (Anna, Open with { Status = ShiftStatus.Draft, BookableUntil = null }),
        "closed" => (Anna, Open with { BookableUntil = null }),
        "cancelled" => (Anna, Open with { Status = ShiftStatus.Cancelled, BookableUntil = null }),
        "started" => (Anna, Open with { StartsAt = Now, BookableUntil = Now }),
        "later" => (Anna, Open with { BookingOpensAt = Now.AddMinutes(1) }),
        "booked" => (Anna with { Bookings = [Held(ShiftId, Open.StartsAt, 4)] }, Open),
        "stranger at a shift for members" => (Anna, Open with { Visibility = Visibility.Members }),
        "member at a shift for members" => (With(MembershipRole.Volunteer, MembershipState.Active), Open with { Visibility = Visibility.Members }),
        "asked to be a member" => (With(MembershipRole.Volunteer, MembershipState.Requested), Open with { Visibility = Visibility.Members }),
        "member at a shift for invited" => (With(MembershipRole.ShiftLead, MembershipState.Active), Open with { Visibility = Visibility.Invited }),
        "organiser at a shift for invited" => (With(MembershipRole.Organiser, MembershipState.Active), Open with { Visibility = Visibility.Invited }),
        "overlaps" => (Anna with { Bookings = [Held(OtherShiftId, Open.StartsAt.AddHours(3), 4)] }, Open),
        "overlaps a line waited in" => (Anna with { Bookings = [Held(OtherShiftId, Open.StartsAt, 4) with { State = BookingState.Waitlisted }] }, Open),
        "ends as it starts" => (Anna with { Bookings = [Held(OtherShiftId, Open.StartsAt.AddHours(-2), 2)] }, Open),
        "full" => (Anna, Open with { Held = 5 }),
        "last place reserved" => (Anna, Open with { Reserved = 1 }),
        _ => (Anna, Open),
    };

    private static Person With(MembershipRole role, MembershipState state) => Anna with { Memberships = [new(Kitchen.Id, role, state)] };

    private static HeldBooking Held(Guid shiftId, DateTimeOffset startsAt, int hours) =>
        new(Guid.CreateVersion7(Now), shiftId, BookingState.Confirmed, startsAt, startsAt.AddHours(hours), "Europe/Paris", LocalText.Of("Wood"));
}
