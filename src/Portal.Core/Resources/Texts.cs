namespace Portal.Core.Resources;

/// <summary>Names the one resource set, <c>Texts.resx</c> and its languages, for pages and mails alike.</summary>
public sealed class Texts;
