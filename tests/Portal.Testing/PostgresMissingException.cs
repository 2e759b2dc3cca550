namespace Portal.Testing;

/// <summary>Skips the test that meets it, saying why: xunit knows it by the beginning of its message.</summary>
public sealed class PostgresMissingException(string why) : Exception("$XunitDynamicSkip$" + why);
