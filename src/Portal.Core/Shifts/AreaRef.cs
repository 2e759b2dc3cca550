namespace Portal.Core.Shifts;

/// <summary>The public area of a site as lists name it; never the exact point.</summary>
public sealed record AreaRef(string Slug, LocalText Name);
