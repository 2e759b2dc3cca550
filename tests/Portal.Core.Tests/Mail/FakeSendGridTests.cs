using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.FakeSendGrid;

namespace Portal.Core.Tests.Mail;

/// <summary>The judge is judged: it must refuse what SendGrid's documentation says that SendGrid refuses, in SendGrid's shape.</summary>
public sealed class FakeSendGridTests
{
    public static TheoryData<string, string, Action<JsonObject>> Bad => new()
    {
        { "no sender", "from.email", mail => mail.Remove("from") },
        { "a sender without an address", "from.email", mail => mail["from"] = new JsonObject { ["email"] = "nobody" } },
        { "no personalisations", "personalizations", mail => mail.Remove("personalizations") },
        { "too many personalisations", "personalizations", mail => mail["personalizations"] = Many(1001) },
        { "too many recipients", "personalizations", mail => mail["personalizations"]![0]!["to"] = Recipients(1001) },
        { "no recipient", "personalizations.0.to", mail => mail["personalizations"]![0]!.AsObject().Remove("to") },
        { "a bad recipient", "personalizations.0.to", mail => mail["personalizations"]![0]!["to"]![0]!["email"] = "amina at example" },
        { "an address twice", "personalizations.0", mail => mail["personalizations"]![0]!["cc"] = new JsonArray(new JsonObject { ["email"] = "AMINA@example.org" }) },
        { "no subject", "subject", mail => mail.Remove("subject") },
        { "no content", "content", mail => mail.Remove("content") },
        { "empty content", "content", mail => mail["content"]![0]!["value"] = "" },
        { "HTML before text", "content", mail => mail["content"] = new JsonArray([.. mail["content"]!.AsArray().Reverse().Select(part => part!.DeepClone())]) },
        { "a number among custom_args", "personalizations.0.custom_args", mail => mail["personalizations"]![0]!["custom_args"]!["message_id"] = 7 },
        { "custom_args that are a list", "custom_args", mail => mail["custom_args"] = new JsonArray("message_id") },
        { "custom_args too long", "custom_args", mail => mail["custom_args"] = new JsonObject { ["long"] = new string('x', 10_001) } },
        { "a reserved header", "headers", mail => mail["headers"] = new JsonObject { ["Subject"] = "another" } },
        { "a header of two lines", "personalizations.0.headers", mail => mail["personalizations"]![0]!["headers"] = new JsonObject { ["List-Id"] = "a\r\nBcc: eve@example.org" } },
        { "an attachment that is no base64", "attachments", mail => mail["attachments"] = new JsonArray(new JsonObject { ["filename"] = "a.ics", ["content"] = "%%%" }) },
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_good_mail_is_accepted_with_an_empty_answer_and_a_message_id()
    {
        await using var sendGrid = await SendGridStand.StartAsync();

        var (status, body, headers) = await SendAsync(sendGrid, Good());

        Assert.Equal((HttpStatusCode.Accepted, ""), (status, body));
        Assert.True(headers.Contains("X-Message-Id"));
        Assert.Equal(1, sendGrid.Stats.Accepted);
    }

    [Theory, MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public async Task A_bad_mail_is_refused_by_the_field_and_counts_as_nothing(string what, string field, Action<JsonObject> spoil)
    {
        await using var sendGrid = await SendGridStand.StartAsync();
        var mail = Good();
        spoil(mail);

        var (status, body, _) = await SendAsync(sendGrid, mail);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(Faults(body), fault => fault == field);
        Assert.True(sendGrid.Stats is { Requests: 1, Accepted: 0 }, what);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"personalizations\": [")]
    [InlineData("{\"personalizations\": [1, \"two\", null], \"from\": 3, \"content\": {}}")]
    public async Task What_is_no_mail_at_all_is_refused_too(string body)
    {
        await using var sendGrid = await SendGridStand.StartAsync();

        var (status, answer, _) = await SendAsync(sendGrid, body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.NotEmpty(Faults(answer));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer SG.another")]
    [InlineData("Basic SG.fake")]
    public async Task Without_the_right_key_nothing_is_taken(string? authorisation)
    {
        await using var sendGrid = await SendGridStand.StartAsync();

        var (status, body, _) = await SendAsync(sendGrid, Good(), authorisation);

        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Equal([null], Faults(body));
        Assert.Equal(0, sendGrid.Stats.Accepted);
    }

    [Fact]
    public async Task What_is_not_JSON_by_its_type_is_refused()
    {
        await using var sendGrid = await SendGridStand.StartAsync();

        var (status, body, _) = await SendAsync(sendGrid, Good().ToJsonString(), type: "text/plain");

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, status);
        Assert.NotEmpty(Faults(body));
    }

    [Fact]
    public async Task More_than_thirty_megabytes_are_too_many()
    {
        await using var sendGrid = await SendGridStand.StartAsync();
        var mail = Good();
        mail["attachments"] = new JsonArray(new JsonObject { ["filename"] = "large", ["content"] = new string('A', (int)FakeSendGridApp.Largest) });

        var (status, body, _) = await SendAsync(sendGrid, mail);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
        Assert.NotEmpty(Faults(body));
        Assert.Equal(0, sendGrid.Stats.Accepted);
    }

    [Theory]
    [InlineData(Conduct.TooMany, HttpStatusCode.TooManyRequests)]
    [InlineData(Conduct.Unavailable, HttpStatusCode.ServiceUnavailable)]
    [InlineData(Conduct.Broken, HttpStatusCode.InternalServerError)]
    [InlineData(Conduct.Unauthorised, HttpStatusCode.Unauthorized)]
    [InlineData(Conduct.Refuse, HttpStatusCode.BadRequest)]
    public async Task It_misbehaves_as_often_as_it_is_told_to(Conduct conduct, HttpStatusCode expected)
    {
        await using var sendGrid = await SendGridStand.StartAsync();
        await sendGrid.BehaveAsync(new Order(conduct, Times: 2, ResetAt: 1_800_000_000));

        var answers = new List<(HttpStatusCode Status, string Body, System.Net.Http.Headers.HttpResponseHeaders Headers)>();
        for (var count = 0; count < 3; count++)
        {
            answers.Add(await SendAsync(sendGrid, Good()));
        }

        Assert.Equal([expected, expected, HttpStatusCode.Accepted], answers.Select(answer => answer.Status));
        Assert.Equal(conduct == Conduct.TooMany ? "1800000000" : null, answers[0].Headers.TryGetValues("X-RateLimit-Reset", out var reset) ? reset.Single() : null);
        Assert.Equal(new Stats(Requests: 3, Accepted: 1, Messages: 1, Doubled: 0), sendGrid.Stats);
    }

    [Theory]
    [InlineData(Conduct.Reset, 0)]
    [InlineData(Conduct.AcceptAndDrop, 1)]
    public async Task It_cuts_the_line_with_or_without_taking_the_mail(Conduct conduct, int accepted)
    {
        await using var sendGrid = await SendGridStand.StartAsync();
        await sendGrid.BehaveAsync(new Order(conduct, Times: 1));

        await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync(sendGrid, Good()));

        Assert.Equal(accepted, sendGrid.Stats.Accepted);
    }

    [Fact]
    public async Task It_counts_by_message_and_finds_what_came_twice()
    {
        await using var sendGrid = await SendGridStand.StartAsync();
        var two = Good();
        two["personalizations"] = Many(2);

        await SendAsync(sendGrid, two);
        await SendAsync(sendGrid, Good());
        two["personalizations"] = Many(1);
        await SendAsync(sendGrid, two);

        Assert.Equal(new Dictionary<string, int> { ["message-0"] = 2, ["message-1"] = 1, ["message-amina"] = 1 }, sendGrid.Accepted);
        Assert.Equal(new Stats(Requests: 3, Accepted: 4, Messages: 3, Doubled: 1), sendGrid.Stats);
    }

    [Fact]
    public async Task It_ends_at_once_although_a_request_hangs()
    {
        var sendGrid = await SendGridStand.StartAsync();
        await sendGrid.BehaveAsync(new Order(Conduct.Accept, DelayMilliseconds: 600_000));
        var hanging = SendAsync(sendGrid, Good());
        await sendGrid.UntilAsync(stats => stats.Accepted == 1, Stop);

        await sendGrid.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20), Stop);

        await Assert.ThrowsAsync<HttpRequestException>(() => hanging);
    }

    private static JsonObject Good() => new()
    {
        ["from"] = new JsonObject { ["email"] = "appeal@example.org" },
        ["subject"] = "Your shift",
        ["personalizations"] = new JsonArray(Personalisation("amina")),
        ["content"] = new JsonArray(
            new JsonObject { ["type"] = "text/plain", ["value"] = "Hello" },
            new JsonObject { ["type"] = "text/html", ["value"] = "<p>Hello</p>" }),
    };

    private static JsonArray Many(int count) => new([.. Enumerable.Range(0, count).Select(number => Personalisation($"{number}"))]);

    private static JsonArray Recipients(int count) => new([.. Enumerable.Range(0, count).Select(number => new JsonObject { ["email"] = $"{number}@example.org" })]);

    private static JsonObject Personalisation(string name) => new()
    {
        ["to"] = new JsonArray(new JsonObject { ["email"] = $"{name}@example.org" }),
        ["custom_args"] = new JsonObject { ["message_id"] = $"message-{name}" },
    };

    /// <summary>The fields that an answer in SendGrid's shape complains of.</summary>
    private static List<string?> Faults(string body)
    {
        var errors = JsonSerializer.Deserialize<JsonElement>(body).GetProperty("errors").EnumerateArray().ToList();
        Assert.All(errors, error => Assert.NotEmpty(error.GetProperty("message").GetString()!));
        Assert.All(errors, error => Assert.Equal(JsonValueKind.Null, error.GetProperty("help").ValueKind));
        return [.. errors.Select(error => error.GetProperty("field").GetString())];
    }

    private static Task<(HttpStatusCode Status, string Body, System.Net.Http.Headers.HttpResponseHeaders Headers)> SendAsync(
        SendGridStand sendGrid, JsonObject mail, string? authorisation = $"Bearer {FakeSendGridApp.DefaultKey}") =>
        SendAsync(sendGrid, mail.ToJsonString(), authorisation);

    private static async Task<(HttpStatusCode Status, string Body, System.Net.Http.Headers.HttpResponseHeaders Headers)> SendAsync(
        SendGridStand sendGrid, string body, string? authorisation = $"Bearer {FakeSendGridApp.DefaultKey}", string type = "application/json")
    {
        using var client = new HttpClient { BaseAddress = new Uri(sendGrid.BaseAddress) };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v3/mail/send") { Content = new StringContent(body, Encoding.UTF8, type) };
        request.Headers.TryAddWithoutValidation("Authorization", authorisation);
        // So that a refusal by the size alone is heard before the body is sent.
        request.Headers.ExpectContinue = body.Length > FakeSendGridApp.Largest;
        using var answer = await client.SendAsync(request, Stop);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Stop), answer.Headers);
    }
}
