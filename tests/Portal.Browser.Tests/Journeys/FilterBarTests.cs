namespace Portal.Browser.Tests.Journeys;

public sealed class FilterBarTests(Chromium chromium) : BrowserTest(chromium)
{
    private const string FieldsByRow = """
        () => Object.values(Object.groupBy([...document.querySelectorAll(".filters .field")], field => Math.round(field.getBoundingClientRect().bottom)))
          .map(row => row.length)
        """;

    [Fact]
    public async Task The_filters_stand_in_whole_rows_at_every_width()
    {
        await Portal.Data.CreateShiftAsync();
        var visitor = await VisitorAsync(Screen.Desk);
        await visitor.GoAsync("/shifts?remote=false");
        await visitor.Page.Locator(".filters > summary").ClickAsync();
        foreach (var (width, inARow) in new[] { (320, 1), (390, 1), (600, 2), (800, 3), (1000, 3), (1199, 3), (1280, 6), (1600, 6) })
        {
            await visitor.Page.SetViewportSizeAsync(width, 900);

            Assert.Equal(Enumerable.Repeat(inARow, 6 / inARow), await visitor.Page.EvaluateAsync<int[]>(FieldsByRow));
            Assert.Equal(0, await visitor.OverflowAsync());
        }
    }
}
