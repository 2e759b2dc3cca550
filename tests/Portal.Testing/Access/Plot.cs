using Portal.Core.Accounts;
using Portal.Core.Organisations;

namespace Portal.Testing.Access;

/// <summary>The people of one organisation.</summary>
public sealed record PlotPeople(Organisation Group, Supporter Organiser, Supporter Lead, Supporter Volunteer);

/// <summary>One organisation and one row of everything that an address can name, as it stands in addresses.</summary>
public sealed record Plot
{
    /// <summary>The people.</summary>
    public required PlotPeople People { get; init; }

    /// <summary>What belongs to the coalition.</summary>
    public required SharedRows Shared { get; init; }

    /// <summary>A shift that begins in two hours, on which the volunteer has a place; the lead leads it.</summary>
    public required string Shift { get; init; }

    /// <summary>The volunteer's place on it.</summary>
    public required string Booking { get; init; }

    /// <summary>The channel of its people.</summary>
    public string Channel => $"shift:{Shift}";

    /// <summary>A walk-in on it.</summary>
    public required string WalkIn { get; init; }

    /// <summary>A pass for it that a phone has taken.</summary>
    public required string Pass { get; init; }

    /// <summary>What that phone's cookie holds.</summary>
    public required string PassCookie { get; init; }

    /// <summary>The end of the link to another pass for it.</summary>
    public required string PassToken { get; init; }

    /// <summary>A shift in a week with free places.</summary>
    public required string FreeShift { get; init; }

    /// <summary>Its position.</summary>
    public required string FreePosition { get; init; }

    /// <summary>A group that the volunteer brings to it.</summary>
    public required string Party { get; init; }

    /// <summary>The end of that group's link.</summary>
    public required string PartyToken { get; init; }

    /// <summary>A place that is kept for the volunteer until they answer.</summary>
    public required string Offered { get; init; }

    /// <summary>A place of the volunteer's that was offered to the lead.</summary>
    public required string Handed { get; init; }

    /// <summary>A place that somebody asked for and the organiser has to answer.</summary>
    public required string RequestedPlace { get; init; }

    /// <summary>Somebody's request to belong to the organisation.</summary>
    public required string RequestedMembership { get; init; }

    /// <summary>Somebody's request that a qualification be granted.</summary>
    public required string RequestedQualification { get; init; }

    /// <summary>The volunteer's membership.</summary>
    public required string Membership { get; init; }

    /// <summary>An invitation of the volunteer to organise.</summary>
    public required string Invitation { get; init; }

    /// <summary>A kind of qualification.</summary>
    public required string Kind { get; init; }

    /// <summary>The volunteer's qualification of that kind.</summary>
    public required string Qualification { get; init; }

    /// <summary>When the volunteer is in the region.</summary>
    public required string Stay { get; init; }

    /// <summary>One of the volunteer's sessions.</summary>
    public required string Session { get; init; }

    /// <summary>The volunteer's wish for another address.</summary>
    public required string AddressChange { get; init; }

    /// <summary>The end of the volunteer's calendar address.</summary>
    public required string CalendarToken { get; init; }

    /// <summary>A shift from home with a joining link.</summary>
    public required string RemoteShift { get; init; }

    /// <summary>A shift that was called off.</summary>
    public required string CancelledShift { get; init; }

    /// <summary>A draft.</summary>
    public required string DraftShift { get; init; }

    /// <summary>A series.</summary>
    public required string Series { get; init; }

    /// <summary>A file that the organiser takes in.</summary>
    public required string ImportRun { get; init; }

    /// <summary>A kind of work.</summary>
    public required string Activity { get; init; }

    /// <summary>An action.</summary>
    public required string Call { get; init; }

    /// <summary>What the volunteer wrote when they had done it, which waits for the organiser.</summary>
    public required string Sentence { get; init; }

    /// <summary>A site with a meeting point.</summary>
    public required string Site { get; init; }

    /// <summary>A closure of another site.</summary>
    public required string Closure { get; init; }

    /// <summary>That the volunteer opened points and gave the places back.</summary>
    public required string Concern { get; init; }

    /// <summary>A concern that was told about somebody of the organisation, for the administrators.</summary>
    public required string Told { get; init; }

    /// <summary>What one affirms on joining.</summary>
    public required string Condition { get; init; }

    /// <summary>A public update.</summary>
    public required string Update { get; init; }

    /// <summary>An update that is planned.</summary>
    public required string Planned { get; init; }

    /// <summary>A picture that waits for a second person.</summary>
    public required string Picture { get; init; }

    /// <summary>A call-out that asks the volunteer.</summary>
    public required string CallOut { get; init; }

    /// <summary>A position for which nobody is called yet.</summary>
    public required string LackingPosition { get; init; }

    /// <summary>Something that the organisation is short of.</summary>
    public required string Need { get; init; }

    /// <summary>What the volunteer promised of it.</summary>
    public required string Pledge { get; init; }

    /// <summary>Some of it that came.</summary>
    public required string Arrival { get; init; }

    /// <summary>What the organisation has to do with in the ledger.</summary>
    public required PlotLedger.Rows Ledger { get; init; }

    /// <summary>A circle that the lead hosts and the volunteer belongs to; whoever likes may ask to join.</summary>
    public required PlotCircle.Rows Circle { get; init; }

    /// <summary>A message in the outbox.</summary>
    public required string Message { get; init; }

    /// <summary>Makes it.</summary>
    public static Task<Plot> MakeAsync(PortalFactory portal, PlotPeople people, SharedRows shared) => new PlotMaking(portal, people).MakeAsync(shared);
}
