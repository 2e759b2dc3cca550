namespace Portal.Core.Tests.Bookings.Machine;

/// <summary>What somebody does next, or how time goes by.</summary>
internal enum Deed
{
    Book, Join, Cancel, Accept, Decline, OfferToAll, Keep, WaitAnHour, WaitHalfADay, WaitDays, Hold, Claim, Dissolve, CallOff,
}

/// <summary>One step of a random story: who does what.</summary>
internal sealed record Step(Deed Deed, int Who)
{
    /// <summary>How many people there are.</summary>
    public const int People = 5;

    // As often as they are interesting.
    private static readonly Deed[] Weights =
    [
        Deed.Book, Deed.Book, Deed.Book, Deed.Join, Deed.Join, Deed.Join, Deed.Cancel, Deed.Cancel, Deed.Accept, Deed.Accept,
        Deed.Decline, Deed.OfferToAll, Deed.Keep, Deed.WaitAnHour, Deed.WaitHalfADay, Deed.WaitDays, Deed.Hold, Deed.Hold, Deed.Claim, Deed.Dissolve,
    ];

    /// <summary>Every byte is a step, so that a story is an array of bytes, which FsCheck knows how to make and to shorten.</summary>
    public static Step Of(byte value) => value == byte.MaxValue ? new(Deed.CallOff, 0) : new(Weights[value % Weights.Length], value / Weights.Length % People);
}
