namespace Portal.Browser.Tests;

/// <summary>Shows that the harness sees what it is there to see.</summary>
public sealed class HarnessTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task An_error_in_the_console_a_violated_policy_and_a_stranger_are_seen()
    {
        var visitor = await VisitorAsync();
        await visitor.GoAsync("/");

        await visitor.Page.EvaluateAsync("() => { console.error('spilt tea'); document.body.setAttribute('style', 'color: red'); }");
        await visitor.Page.EvaluateAsync("() => fetch('https://elsewhere.example/').catch(() => {})");

        Assert.Contains(visitor.Troubles, trouble => trouble.Contains("spilt tea", StringComparison.Ordinal));
        Assert.Contains(visitor.Troubles, trouble => trouble.Contains("Content Security Policy", StringComparison.Ordinal) && trouble.Contains("style", StringComparison.Ordinal));
        Assert.Contains(visitor.Troubles, trouble => trouble.Contains("elsewhere.example", StringComparison.Ordinal));
        visitor.Expects("");
    }

    [Fact]
    public async Task A_flaw_and_a_page_that_is_too_wide_are_seen()
    {
        var visitor = await VisitorAsync(Screen.Narrow);
        await visitor.GoAsync("/");

        await visitor.Page.EvaluateAsync("() => { const picture = document.createElement('img'); picture.width = 500; document.querySelector('main').append(picture); document.body.append(document.createElement('main')); }");

        var flaws = await Accessibility.FlawsAsync(visitor.Page);
        Assert.Contains(flaws, flaw => flaw.StartsWith("image-alt", StringComparison.Ordinal));
        // A rule about the page as a whole.
        Assert.Contains(flaws, flaw => flaw.StartsWith("landmark-no-duplicate-main", StringComparison.Ordinal));
        Assert.NotEqual(0, await visitor.OverflowAsync());
    }

    [Fact]
    public async Task Words_that_fade_into_their_ground_are_seen_by_the_shorter_look_too()
    {
        var visitor = await VisitorAsync();
        await visitor.GoAsync("/");

        await visitor.Page.EvaluateAsync("() => { const faint = document.createElement('p'); faint.textContent = 'faint'; faint.style.color = '#eee'; faint.style.background = '#fff'; document.querySelector('main').append(faint); }");

        Assert.Contains(await Accessibility.FlawsOfColourAsync(visitor.Page), flaw => flaw.StartsWith("color-contrast", StringComparison.Ordinal));
    }
}
