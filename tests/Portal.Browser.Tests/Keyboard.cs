using Microsoft.Playwright;

namespace Portal.Browser.Tests;

/// <summary>The hands of somebody without a mouse: Tab, Enter, Space and letters.</summary>
public sealed class Keyboard(Visitor visitor)
{
    private const int MostSteps = 80;

    private const string HasVisibleFocus = """
        element => {
          if (element !== document.activeElement) return null;
          const style = getComputedStyle(element);
          return element.matches(":focus-visible") && ((style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none");
        }
        """;

    /// <summary>Moves the focus forward until it is on something, and asserts that it can be seen there.</summary>
    public async Task ReachAsync(ILocator target)
    {
        // Before its style has come a page shows the navigation of every screen at once.
        await visitor.Page.WaitForLoadStateAsync();
        await Assertions.Expect(target).ToBeVisibleAsync();
        for (var step = 0; step < MostSteps; step++)
        {
            await visitor.Page.Keyboard.PressAsync("Tab");
            if (await target.EvaluateAsync<bool?>(HasVisibleFocus) is { } visible)
            {
                Assert.True(visible, $"The focus on {target} cannot be seen.");
                return;
            }
        }

        Assert.Fail($"{MostSteps} times Tab do not reach {target}.");
    }

    /// <summary>Reaches something and presses Enter.</summary>
    public async Task EnterAsync(ILocator target)
    {
        await ReachAsync(target);
        await visitor.Page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Reaches a field and writes into it.</summary>
    public async Task WriteAsync(ILocator field, string text)
    {
        await ReachAsync(field);
        await visitor.Page.Keyboard.TypeAsync(text);
    }
}
