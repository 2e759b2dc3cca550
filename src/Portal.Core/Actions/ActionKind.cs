namespace Portal.Core.Actions;

/// <summary>What an action asks for, so that people find what suits them.</summary>
public enum ActionKind
{
    /// <summary>Write to somebody who decides, with a text to adapt.</summary>
    Write,

    /// <summary>Collect things and get them to where they are needed.</summary>
    Collect,

    /// <summary>Bring people together: a screening, a talk, a supper.</summary>
    Host,

    /// <summary>Translate something.</summary>
    Translate,

    /// <summary>Tell others.</summary>
    Share,

    /// <summary>Something else.</summary>
    Other,
}
