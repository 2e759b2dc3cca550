using Microsoft.Playwright;

namespace Portal.Browser.Tests;

/// <summary>What a visitor looks through.</summary>
/// <param name="Width">CSS pixels.</param>
/// <param name="Height">CSS pixels.</param>
/// <param name="IsPhone">Whether it is touched.</param>
public sealed record Screen(int Width, int Height, bool IsPhone)
{
    /// <summary>A phone held upright.</summary>
    public static Screen Phone { get; } = new(390, 844, IsPhone: true);

    /// <summary>A screen on a desk.</summary>
    public static Screen Desk { get; } = new(1280, 900, IsPhone: false);

    /// <summary>The narrowest that must work without scrolling sideways (WCAG 2.2, 1.4.10).</summary>
    public static Screen Narrow { get; } = new(320, 640, IsPhone: true);

    internal BrowserNewContextOptions Options(string language, ColorScheme theme) => new()
    {
        ViewportSize = new ViewportSize { Width = Width, Height = Height },
        HasTouch = IsPhone,
        Locale = language switch { "fr" => "fr-FR", _ => "en-GB" },
        ColorScheme = theme,
        ReducedMotion = ReducedMotion.Reduce,
    };
}
