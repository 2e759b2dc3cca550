namespace Portal.Core.Accounts.Welcome;

/// <summary>The three mails of the welcome, in order.</summary>
public enum WelcomeStep
{
    /// <summary>What is happening.</summary>
    Happening,

    /// <summary>Who the groups are.</summary>
    Groups,

    /// <summary>One thing to do.</summary>
    OneThing,
}

/// <summary>What such a mail is written from.</summary>
internal sealed record WelcomeData(WelcomeStep Step);
