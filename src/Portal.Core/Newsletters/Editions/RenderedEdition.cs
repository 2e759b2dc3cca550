namespace Portal.Core.Newsletters.Editions;

/// <summary>One language of a newsletter, ready for its readers.</summary>
/// <param name="Language">Two-letter code of the language it is really in: a missing translation falls back to the main one.</param>
/// <param name="Html">The sanitised HTML of the text.</param>
/// <param name="Text">The same as plain text.</param>
public sealed record RenderedEdition(string Language, string Subject, string Preview, string Html, string Text);
