using Portal.Core.Shifts;
using Portal.Core.Updates;

namespace Portal.Web.Live;

/// <summary>The groups of connections that frames are sent to, and the names of the messages.</summary>
internal static class LiveGroups
{
    /// <summary>The topic of places left.</summary>
    public const string Shifts = "shifts";

    /// <summary>The topic of call-outs: the questions to oneself, and what comes of those of one's organisations.</summary>
    public const string CallOuts = "call-outs";

    /// <summary>The topic of how often actions were done.</summary>
    public const string Actions = "actions";

    /// <summary>Message: something of a call-out changed; the page reads what.</summary>
    public const string CallOut = "callOut";

    /// <summary>Message: a frame of a channel.</summary>
    public const string Update = "update";

    /// <summary>Message: the newest number of channels.</summary>
    public const string Heads = "heads";

    /// <summary>Message: the newest places of a shift.</summary>
    public const string Places = "places";

    /// <summary>Message: how often an action was done.</summary>
    public const string Done = "done";

    private const string PublicShifts = "shifts:public";

    public static string Of(string channel) => "channel:" + channel;

    /// <summary>The one group that may see the places of a shift.</summary>
    public static string Of(ShiftPlaces places) => places.Visibility == Visibility.Public ? PublicShifts : MembersOf(places.OrganisationId);

    /// <summary>The groups whose shifts a reader may see.</summary>
    public static IEnumerable<string> ShiftsOf(LiveReader reader) => reader.Groups.Select(MembersOf).Prepend(PublicShifts);

    /// <summary>The groups that hear of call-outs which concern a reader.</summary>
    public static IEnumerable<string> CallOutsOf(LiveReader reader) => reader.Organises.Select(OrganisersOf).Concat(reader.Id is { } id ? [PersonOf(id)] : Array.Empty<string>());

    /// <summary>The connections of one person.</summary>
    public static string PersonOf(Guid id) => $"person:{id}";

    /// <summary>Those of an organisation's organisers.</summary>
    public static string OrganisersOf(Guid organisationId) => $"organisers:{organisationId}";

    private static string MembersOf(Guid organisationId) => $"shifts:organisation:{organisationId}";
}
