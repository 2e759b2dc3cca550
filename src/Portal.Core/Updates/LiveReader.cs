namespace Portal.Core.Updates;

/// <summary>
/// What somebody may follow live. <paramref name="Id"/> is null for nobody signed in; <paramref name="Sessions"/> are the
/// person's open sessions; <paramref name="Groups"/> are the organisations of which the person is an active member, <paramref name="Organises"/> those of them
/// that they organise for; <paramref name="Own"/> are the channels of organisations and shifts that are open to them.
/// </summary>
public sealed record LiveReader(Guid? Id, bool MayReadCommunity, IReadOnlyList<Guid> Sessions, IReadOnlyList<Guid> Groups, IReadOnlyList<Guid> Organises, IReadOnlyList<string> Own)
{
    /// <summary>Somebody who is not signed in, or whose account is closed, unconfirmed or suspended.</summary>
    public static LiveReader Anonymous { get; } = new(null, MayReadCommunity: false, [], [], [], []);

    /// <summary>The session that a connection was opened by; null for none.</summary>
    public Guid? Session { get; init; }

    /// <summary>Whether a channel is open to this reader. An unknown one is not.</summary>
    public bool MayRead(string channel) => channel == Channel.Public || (channel == Channel.Community && MayReadCommunity) || Own.Contains(channel);

    /// <summary>Whether nothing was lost since <paramref name="earlier"/>, so that what was followed then may still be followed.</summary>
    public bool MayDoAsMuchAs(LiveReader earlier) =>
        (earlier.Session is not { } session || Sessions.Contains(session)) && (MayReadCommunity || !earlier.MayReadCommunity)
        && earlier.Groups.All(Groups.Contains) && earlier.Organises.All(Organises.Contains) && earlier.Own.All(Own.Contains);
}
