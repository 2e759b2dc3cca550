namespace Portal.Core.Updates.Pictures;

/// <summary>
/// A picture that somebody wants to add, with what is on it, or all that is wrong with both at once. Where nothing was sent, there is
/// neither a picture nor a fault.
/// </summary>
public sealed record PictureDraft(EncodedPicture? Picture, string Alt, IReadOnlyList<PictureFault> Faults);
