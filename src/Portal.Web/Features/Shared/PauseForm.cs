namespace Portal.Web.Features.Shared;

/// <summary>A form that pauses meeting points, or shows them again where they are paused.</summary>
/// <param name="Address">Where it is sent, without the last word.</param>
/// <param name="Title">Whether it pauses one shift, an organisation or the coalition: a part of keys of the resources.</param>
/// <param name="Name">The organisation, where it is one.</param>
public sealed record PauseForm(string Address, string Title, string? Name, bool IsPaused);
