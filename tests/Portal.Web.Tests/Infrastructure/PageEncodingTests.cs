namespace Portal.Web.Tests.Infrastructure;

public sealed class PageEncodingTests
{
    /// <summary>Each browser comes first once, so that what is kept for it would show in the other's hands.</summary>
    [Theory]
    [InlineData("*", "br", null, "")]
    [InlineData("br;q=0, gzip", "gzip", "br", "br")]
    [InlineData("zebra", "", "br", "br")]
    [InlineData("br", "br", "gzip;q=1, br;q=0", "gzip")]
    [InlineData("gzip;q=0", "", "gzip", "gzip")]
    [InlineData("GZIP", "gzip", "identity", "")]
    public async Task A_kept_page_is_packed_as_the_reader_asked_and_not_as_the_one_before(string first, string itGets, string? then, string thatGets)
    {
        await using var portal = await PortalFactory.StartAsync();
        using var visitor = portal.Anonymous();

        Assert.Equal(itGets, await EncodingAsync(visitor, first));
        Assert.Equal(thatGets, await EncodingAsync(visitor, then));
        Assert.Equal(itGets, await EncodingAsync(visitor, first));
    }

    private static async Task<string> EncodingAsync(FormClient visitor, string? accepted)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/shifts?x=1");
        if (accepted is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        }

        using var answer = await visitor.Http.SendAsync(request, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        return string.Join(',', answer.Content.Headers.ContentEncoding);
    }
}
