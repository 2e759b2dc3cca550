using System.Globalization;

namespace Portal.Core.Mail;

/// <summary>What is known after a mail was handed over.</summary>
/// <param name="Kind">What it means for the message.</param>
/// <param name="Reason">A short code, without an address in it.</param>
/// <param name="RetryAt">When the provider wants to be asked again, or null when it did not say.</param>
public sealed record TransportAnswer(TransportAnswerKind Kind, string? Reason = null, DateTimeOffset? RetryAt = null)
{
    /// <summary>How the reason begins of what waits because of its recipient alone.</summary>
    public const string DeferredCode = "deferred";

    /// <summary>The provider took it.</summary>
    public static TransportAnswer Accepted { get; } = new(TransportAnswerKind.Accepted);

    /// <summary>The provider certainly did not take it, and may later.</summary>
    public static TransportAnswer Later(string reason, DateTimeOffset? retryAt = null) => new(TransportAnswerKind.Later, reason, retryAt);

    /// <summary>The provider certainly did not take it for this recipient, with this status, and may later.</summary>
    public static TransportAnswer Deferred(int status) =>
        new(TransportAnswerKind.Deferred, string.Create(CultureInfo.InvariantCulture, $"{DeferredCode} {status}"));

    /// <summary>Nobody knows.</summary>
    public static TransportAnswer Doubtful(string reason) => new(TransportAnswerKind.Doubtful, reason);

    /// <summary>The provider does not let this portal send at all.</summary>
    public static TransportAnswer Barred(string reason) => new(TransportAnswerKind.Barred, reason);

    /// <summary>The provider will never take this mail.</summary>
    public static TransportAnswer Refused(string reason) => new(TransportAnswerKind.Refused, reason);
}

/// <summary>The six things that can be known.</summary>
public enum TransportAnswerKind
{
    /// <summary>Taken.</summary>
    Accepted,

    /// <summary>Certainly not taken; may be tried later.</summary>
    Later,

    /// <summary>Certainly not taken for this recipient; may be tried later. It says nothing about others.</summary>
    Deferred,

    /// <summary>Perhaps taken.</summary>
    Doubtful,

    /// <summary>Nothing of this portal is taken: the key or the address of the provider is wrong.</summary>
    Barred,

    /// <summary>This one mail is never taken.</summary>
    Refused,
}
