using Portal.Core.Shifts;

namespace Portal.Benchmarks;

/// <summary>Books as a person does who is signed in: by the form of a shift's page, whose token is good for all of their forms.</summary>
internal sealed class Booker : IDisposable
{
    private readonly HttpClient _client;
    private readonly string _cookie;
    private readonly string _token;

    private Booker(HttpClient client, string cookie, string token) => (_client, _cookie, _token) = (client, cookie, token);

    public static async Task<Booker> SignInAsync(Uri portal, string email, Position any)
    {
        var cookie = await PublishedPortal.SignInAsync(portal, email);
        var client = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = portal };
        using var ask = new HttpRequestMessage(HttpMethod.Get, new Uri($"/shifts/{any.ShiftId}", UriKind.Relative));
        ask.Headers.Add("Cookie", cookie);
        using var page = await client.SendAsync(ask);
        return new Booker(client, cookie, PublishedPortal.Token().Match(await page.Content.ReadAsStringAsync()).Groups[1].Value);
    }

    public async Task BookAsync(Position position)
    {
        using var form = new FormUrlEncodedContent([
            new("FormKey", $"{Guid.CreateVersion7(TimeProvider.System.GetUtcNow())}"), new("PositionId", $"{position.Id}"), new("__RequestVerificationToken", _token)]);
        using var post = new HttpRequestMessage(HttpMethod.Post, new Uri($"/shifts/{position.ShiftId}/bookings", UriKind.Relative)) { Content = form };
        post.Headers.Add("Cookie", _cookie);
        using var answer = await _client.SendAsync(post);
        if ((int)answer.StatusCode is not (302 or 303))
        {
            throw new InvalidOperationException($"A booking answered {answer.StatusCode}.");
        }
    }

    public void Dispose() => _client.Dispose();
}
