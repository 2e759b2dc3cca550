namespace Portal.Core;

/// <summary>The portal cannot start as it is set up. Its message is one sentence for whoever starts it, and names the setting.</summary>
public sealed class StartRefusedException(string sentence, Exception? cause = null) : Exception(sentence, cause);
