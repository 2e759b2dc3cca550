using Portal.Core.Bookings;
using Portal.Core.Bookings.Rules;
using Portal.Core.Organisations;
using Portal.Core.Shifts;
using static Portal.Core.Bookings.Rules.ObstacleKind;

namespace Portal.Core.Tests.Bookings.Rules;

public sealed class EligibilityTests
{
    private static readonly DateTimeOffset Now = new(2027, 1, 14, 9, 0, 0, TimeSpan.Zero);
    private static readonly OrganisationRef Kitchen = new(new Guid("00000000-0000-7000-8000-000000000001"), "kitchen", "Kitchen");
    private static readonly Guid ShiftId = new("00000000-0000-7000-8000-000000000002");
    private static readonly Guid OtherShiftId = new("00000000-0000-7000-8000-000000000003");
    private static readonly Guid Here = new("00000000-0000-7000-8000-000000000006");
    private static readonly Guid There = new("00000000-0000-7000-8000-000000000007");
    private static readonly Guid Licence = new("00000000-0000-7000-8000-000000000008");
    private static readonly DateOnly Day = DateOnly.FromDateTime(Now.AddDays(1).Date);
    private static readonly Person Anna = new(new Guid("00000000-0000-7000-8000-000000000004"), AddressConfirmed: true, Suspended: false) { HasAttended = true, Speaks = ["en"] };

    private static readonly PositionFacts Open = new(new Guid("00000000-0000-7000-8000-000000000005"), ShiftId, Kitchen)
    {
        Status = ShiftStatus.Published,
        Visibility = Visibility.Public,
        StartsAt = Now.AddDays(1),
        EndsAt = Now.AddDays(1).AddHours(4),
        BookableUntil = Now.AddDays(1),
        SiteId = Here,
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
        { "stranger where all ask for membership", [MembershipNeeded] },
        { "stranger at home where all on site ask for membership", [] },
        { "without the licence", [QualificationMissing] },
        { "with the licence", [] },
        { "licence ends the day before", [QualificationExpires] },
        { "licence ends on the day", [] },
        { "one licence of two lasts", [] },
        { "speaks none, helps all the same", [] },
        { "speaks none, interprets", [LanguageNeeded] },
        { "speaks one, interprets", [] },
        { "no stay", [OutsideStay] },
        { "stay ends before", [OutsideStay] },
        { "short stay", [StayTooShort] },
        { "long stay", [] },
        { "another site 20 minutes before", [TooClose] },
        { "another site 30 minutes before", [] },
        { "another site 20 minutes after", [TooClose] },
        { "the same site 20 minutes before", [] },
        { "from home 20 minutes before", [] },
        { "eleven hours in a day", [TooLittleRest] },
        { "ten hours in a day", [] },
        { "twelve hours alone", [] },
        { "a night ten hours before", [TooLittleRest] },
        { "a night eleven hours before", [] },
        { "a night that is just over", [TooLittleRest] },
        { "new with another group", [Newcomer] },
        { "new on the third day", [] },
        { "new on the fourth day", [Newcomer] },
        { "new, work from home elsewhere", [] },
        { "new, but leads there", [] },
        { "full but for one who looks for cover", [] },
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
    public void Ten_conditions_broken_at_once_give_their_reasons_in_order()
    {
        var person = Anna with { AddressConfirmed = false, HasAttended = false, Bookings = [Held(ShiftId, Open.StartsAt, 4), Held(OtherShiftId, Open.StartsAt.AddHours(2), 4), At(There, Open.EndsAt.AddMinutes(5), Open.EndsAt.AddHours(8)) with { OrganisationId = There }] };
        var position = Open with
        {
            Status = ShiftStatus.Draft,
            BookableUntil = null,
            Visibility = Visibility.Members,
            Qualifications = [Licence],
            Languages = ["ar"],
            IsInterpreter = true,
            Rules = new() { AsksForStays = true },
            Held = 5,
        };

        var kinds = Eligibility.Check(person, position, Now).Select(o => o.Kind).ToList();

        Assert.Equal(
            [AddressNotConfirmed, NotPublished, AlreadyBooked, MembershipNeeded, QualificationMissing, LanguageNeeded, OutsideStay, Overlaps, TooClose, TooLittleRest, Newcomer, Full], kinds);
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
        "stranger where all ask for membership" => (Anna, Open with { Rules = new() { AsksForMembership = true } }),
        "stranger at home where all on site ask for membership" => (Anna, Open with { SiteId = null, Rules = new() { AsksForMembership = true } }),
        "without the licence" => (Anna, Open with { Qualifications = [Licence] }),
        "with the licence" => (Anna with { Qualifications = [new(Licence, null)] }, Open with { Qualifications = [Licence] }),
        "licence ends the day before" => (Anna with { Qualifications = [new(Licence, Day.AddDays(-1))] }, Open with { Qualifications = [Licence] }),
        "licence ends on the day" => (Anna with { Qualifications = [new(Licence, Day)] }, Open with { Qualifications = [Licence] }),
        "one licence of two lasts" => (Anna with { Qualifications = [new(Licence, Day.AddDays(-9)), new(Licence, Day.AddDays(9))] }, Open with { Qualifications = [Licence] }),
        "speaks none, helps all the same" => (Anna, Open with { Languages = ["ar"] }),
        "speaks none, interprets" => (Anna, Open with { Languages = ["ar", "ps"], IsInterpreter = true }),
        "speaks one, interprets" => (Anna with { Speaks = ["ps"] }, Open with { Languages = ["ar", "ps"], IsInterpreter = true }),
        "no stay" => (Anna, Staying()),
        "stay ends before" => (Anna with { Stays = [new(Day.AddDays(-20), Day.AddDays(-1))] }, Staying()),
        "short stay" => (Anna with { Stays = [new(Day.AddDays(-3), Day.AddDays(3))] }, Staying()),
        "long stay" => (Anna with { Stays = [new(Day.AddDays(-3), Day.AddDays(10))] }, Staying()),
        "another site 20 minutes before" => (Anna with { Bookings = [At(There, Open.StartsAt.AddMinutes(-80), Open.StartsAt.AddMinutes(-20))] }, Open),
        "another site 30 minutes before" => (Anna with { Bookings = [At(There, Open.StartsAt.AddMinutes(-80), Open.StartsAt.AddMinutes(-30))] }, Open),
        "another site 20 minutes after" => (Anna with { Bookings = [At(There, Open.EndsAt.AddMinutes(20), Open.EndsAt.AddMinutes(80))] }, Open),
        "the same site 20 minutes before" => (Anna with { Bookings = [At(Here, Open.StartsAt.AddMinutes(-80), Open.StartsAt.AddMinutes(-20))] }, Open),
        "from home 20 minutes before" => (Anna with { Bookings = [At(null, Open.StartsAt.AddMinutes(-80), Open.StartsAt.AddMinutes(-20))] }, Open),
        "eleven hours in a day" => (Anna with { Bookings = [At(Here, Open.EndsAt, Open.EndsAt.AddHours(7))] }, Open),
        "ten hours in a day" => (Anna with { Bookings = [At(Here, Open.EndsAt, Open.EndsAt.AddHours(6))] }, Open),
        "twelve hours alone" => (Anna, Open with { EndsAt = Open.StartsAt.AddHours(12) }),
        "a night ten hours before" => (Anna with { Bookings = [At(Here, Open.StartsAt.AddHours(-13), Open.StartsAt.AddHours(-10))] }, Open),
        "a night eleven hours before" => (Anna with { Bookings = [At(Here, Open.StartsAt.AddHours(-14), Open.StartsAt.AddHours(-11))] }, Open),
        "a night that is just over" => (Anna with { Lately = [At(Here, Now.AddHours(-5), Now.AddHours(-1))] }, Open with { StartsAt = Now.AddHours(16), EndsAt = Now.AddHours(20), BookableUntil = Now.AddHours(16), Rules = new() { RestHours = 18 } }),
        "new with another group" => (New(At(Here, Open.StartsAt.AddDays(1), Open.StartsAt.AddDays(1).AddHours(1)) with { OrganisationId = There }), Open),
        "new on the third day" => (New(At(Here, Open.StartsAt.AddDays(-2), Open.StartsAt.AddDays(-2).AddHours(1))), Open),
        "new on the fourth day" => (New(At(Here, Open.StartsAt.AddDays(-3), Open.StartsAt.AddDays(-3).AddHours(1))), Open),
        "new, work from home elsewhere" => (New(At(null, Open.StartsAt.AddDays(9), Open.StartsAt.AddDays(9).AddHours(1)) with { OrganisationId = There }), Open),
        "new, but leads there" => (New(At(Here, Open.StartsAt.AddDays(9), Open.StartsAt.AddDays(9).AddHours(1))) with { Memberships = [new(Kitchen.Id, MembershipRole.ShiftLead, MembershipState.Active)] }, Open),
        "full but for one who looks for cover" => (Anna, Open with { Held = 5, Seeking = 1 }),
        "full" => (Anna, Open with { Held = 5 }),
        "last place reserved" => (Anna, Open with { Reserved = 1 }),
        _ => (Anna, Open),
    };

    private static PositionFacts Staying() => Open with { Rules = new() { AsksForStays = true, MinimumStayDays = 14 } };

    private static Person New(HeldBooking booking) => Anna with { HasAttended = false, Bookings = [booking] };

    private static HeldBooking At(Guid? site, DateTimeOffset from, DateTimeOffset to) =>
        new(Guid.CreateVersion7(Now), OtherShiftId, BookingState.Confirmed, from, to, "Europe/Paris", LocalText.Of("Wood")) { SiteId = site, OrganisationId = Kitchen.Id };

    private static Person With(MembershipRole role, MembershipState state) => Anna with { Memberships = [new(Kitchen.Id, role, state)] };

    private static HeldBooking Held(Guid shiftId, DateTimeOffset startsAt, int hours) =>
        new(Guid.CreateVersion7(Now), shiftId, BookingState.Confirmed, startsAt, startsAt.AddHours(hours), "Europe/Paris", LocalText.Of("Wood"));
}
