namespace Portal.Browser.Tests.Journeys;

/// <summary>The order of frames in the page's own module, run where it will run.</summary>
public sealed class FrameOrderTests(Chromium chromium) : BrowserTest(chromium)
{
    [Theory]
    [InlineData("1 2 3", "1,2,3|3|false")]
    [InlineData("1 1 2 2", "1,2|2|false")]
    [InlineData("3 2 1", "1,2,3|3|false")]
    [InlineData("1 3 4", "1|1|true")]
    [InlineData("1 3 4 2 3", "1,2,3,4|4|false")]
    [InlineData("", "|0|false")]
    public async Task Each_frame_comes_once_and_in_order(string arrivals, string expected)
    {
        var visitor = await VisitorAsync();
        await visitor.GoAsync("/about");

        var result = await visitor.Page.EvaluateAsync<string>(
            """
            async (arrivals) => {
              const { Stream } = await import("/js/live/frames.js");
              const stream = new Stream("public", 0);
              const shown = arrivals.split(" ").filter(Boolean).flatMap((seq) => stream.take({ seq: Number(seq) })).map((frame) => frame.seq);
              return `${shown.join(",")}|${stream.last}|${stream.isBehind(stream.last)}`;
            }
            """,
            arrivals);

        Assert.Equal(expected, result);
    }

    [Fact]
    public async Task Streams_are_read_written_and_begun_anew()
    {
        var visitor = await VisitorAsync();
        await visitor.GoAsync("/about");

        var result = await visitor.Page.EvaluateAsync<string>(
            """
            async () => {
              const { Stream, readFollow, writeFollow, pauseBefore } = await import("/js/live/frames.js");
              const streams = readFollow("public:12,organisation:x:7");
              const unknown = new Stream("public", -1);
              const first = unknown.take({ seq: 9 }).length;
              streams[0].reset(3);
              return [writeFollow(streams), first, unknown.last, streams[0].isBehind(4), streams[1].isAhead(6), pauseBefore(0, 0), pauseBefore(20, 1)].join(" ");
            }
            """);

        Assert.Equal("public:3,organisation:x:7 1 9 true true 1000 75000", result);
    }
}
