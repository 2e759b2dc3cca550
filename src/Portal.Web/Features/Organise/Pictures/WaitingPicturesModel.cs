using Portal.Core.Updates.Pictures;

namespace Portal.Web.Features.Organise.Pictures;

/// <summary>The pictures that wait, at one moment, for one organiser.</summary>
public sealed record WaitingPicturesModel(WaitingPictures Waiting, Guid ReaderId, DateTimeOffset Now);
