namespace Portal.Core.Mail.Templates;

/// <summary>Styles that several places of a letter share; mail programs want them inline.</summary>
internal static class LetterStyle
{
    public const string Font = "font-family:'Atkinson Hyperlegible Next',Verdana,Arial,sans-serif";

    /// <summary>A word longer than a phone is wide is broken.</summary>
    public const string Wrap = "word-break:break-word;overflow-wrap:anywhere";

    public const string Action = "display:inline-block;background:#c23f17;color:#fff;text-decoration:none;font-weight:bold;padding:13px 22px;border-radius:8px;margin:0 4px 8px 0";

    public const string Choice = "display:inline-block;color:#16323a;border:1px solid #16323a;text-decoration:none;font-weight:bold;padding:12px 20px;border-radius:8px;margin:0 4px 8px 0";

    /// <summary>The colours of the dark theme, for mail programs that ask.</summary>
    public const string Dark =
        "@media (prefers-color-scheme:dark){.ground{background:#0f2127!important;color-scheme:dark!important}.sheet{background:#16292f!important;border-color:#35505a!important}"
        + ".box{background:#1f383f!important}.ink,.ink h1,.choice{color:#f2ece1!important}.choice{border-color:#f2ece1!important}"
        + ".quiet{color:#b9c8cc!important}.rule{border-color:#35505a!important}.link,.ink a:not(.action):not(.choice){color:#ffb59b!important}}";
}
