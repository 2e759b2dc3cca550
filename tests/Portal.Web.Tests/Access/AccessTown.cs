using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Testing.Access;
using Route = Portal.Testing.Access.Route;

namespace Portal.Web.Tests.Access;

/// <summary>
/// One started portal for all tests of this folder, with the people of <see cref="Cast"/>. Each request is sent with the cookies that its
/// sender began with, and finds the database as it was in the beginning: what a request wrote is put back.
/// </summary>
public sealed class AccessTown : IAsyncLifetime
{
    private const string Plenty = "1000000";

    private readonly Dictionary<Role, (string Cookies, string Token)> _keys = [];
    private readonly SemaphoreSlim _once = new(1);
    private AccessMatrix? _matrix;
    private IReadOnlyList<FoundForm>? _forms;
    private HttpClient? _http;
    private Cast? _cast;
    private SqliteSnapshot? _before;
    private Dictionary<string, List<string>>? _rows;
    private NewRows? _newRows;

    /// <summary>The portal.</summary>
    public PortalFactory Portal { get; } = new()
    {
        Settings =
        {
            ["Limits:RegistrationsPerHour"] = Plenty,
            ["Limits:SignInsPerMinute"] = Plenty,
            ["Limits:AccountMailsPerHour"] = Plenty,
            ["Limits:WebhooksPerMinute"] = Plenty,
            ["Limits:FormsPerMinute"] = Plenty,
            ["Limits:ConcernsPerHour"] = Plenty,
        },
        More = WithoutViews.Add,
    };

    /// <summary>Its people.</summary>
    public Cast Cast => _cast!;

    /// <summary>Its routes.</summary>
    public IReadOnlyList<Route> Routes => Route.Of(Portal.Services.GetRequiredService<EndpointDataSource>().Endpoints);

    /// <summary>The cookies somebody came with, as a header.</summary>
    internal string CookiesOf(Role role) => _keys[role].Cookies;

    /// <summary>How every route answers every role; asked for once.</summary>
    internal async Task<AccessMatrix> MatrixAsync()
    {
        await _once.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            return _matrix ??= await AccessMatrix.MakeAsync(this, Routes);
        }
        finally
        {
            _once.Release();
        }
    }

    /// <summary>The texts that nobody may find, by what stores them.</summary>
    internal async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> SecretsAsync()
    {
        await using var db = Portal.NewContext();
        var reader = Guid.Parse(Cast.A.Shared.Reader);
        return Secrets.Of(Cast.A, Cast.B, await db.Subscribers.Where(s => s.Id == reader).Select(s => s.AddressHash).SingleAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Every form that somebody meets; asked for once.</summary>
    internal async Task<IReadOnlyList<FoundForm>> FormsAsync()
    {
        var matrix = await MatrixAsync();
        return _forms ??= await TownForms.FindAsync(this, matrix);
    }

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        await Portal.InitializeAsync();
        _cast = await Cast.MakeAsync(Portal);
        await Secrets.PlantAsync(Portal, Cast.A.People.Volunteer);
        _http = new HttpClient(Portal.Server.CreateHandler()) { BaseAddress = new Uri(Portal.BaseAddress) };
        foreach (var role in Roles.All)
        {
            var page = await Cast[role].GetAsync("/newsletter");
            var token = page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
            _keys[role] = (string.Join("; ", Cast[role].Cookies.Names.Select(name => $"{name}={Cast[role].Cookies.Find(name)}")), token);
        }

        // What is read for the first time may be kept in memory; from here on each request meets the same.
        await using var db = Portal.NewContext();
        _rows = await TableRows.ReadAsync(db);
        _newRows = new NewRows(_rows);
        _before = SqliteSnapshot.Take(Portal.Database);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _before?.Dispose();
        _http?.Dispose();
        _cast?.Dispose();
        _once.Dispose();
        await Portal.DisposeAsync();
    }

    /// <summary>Sends a request as somebody. An unsafe one is a form with these fields, and with a token unless told otherwise.</summary>
    /// <param name="extra">A cookie that comes on top of the sender's own.</param>
    internal async Task<HttpResponseMessage> SendAsync(Role role, string method, string address, IEnumerable<KeyValuePair<string, string>>? fields = null, bool token = true, string? origin = null, bool views = true, string? extra = null)
    {
        var (cookies, form) = _keys[role];
        cookies = extra is null ? cookies : $"{cookies}; {extra}";
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        if (cookies.Length > 0)
        {
            request.Headers.Add("Cookie", cookies);
        }

        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        if (!views)
        {
            request.Headers.Add(WithoutViews.Header, "1");
        }

        if (method is not ("GET" or "HEAD"))
        {
            request.Content = new FormUrlEncodedContent([.. fields ?? [], .. token ? [KeyValuePair.Create("__RequestVerificationToken", form)] : Array.Empty<KeyValuePair<string, string>>()]);
        }

        return await _http!.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Opens a page as somebody, without following where it may lead.</summary>
    internal async Task<Page> LookAsync(Role role, string address) =>
        await Page.ReadAsync(Cast[role], new Uri(new Uri(Portal.BaseAddress), address), await SendAsync(role, "GET", address));

    /// <summary>The rows that were written since the last call, without what is random in them; everything is put back.</summary>
    internal async Task<IReadOnlyList<string>> ChangedRowsAsync()
    {
        if (!_before!.WasWritten)
        {
            return [];
        }

        IReadOnlyList<string> written;
        await using (var db = Portal.NewContext())
        {
            written = _newRows!.Of(await TableRows.ReadAsync(db));
        }

        _before.Restore();
        return written;
    }

    /// <summary>The tables that were changed since the last call; everything is put back.</summary>
    internal async Task<IReadOnlyList<string>> ChangedAsync()
    {
        if (!_before!.WasWritten)
        {
            return [];
        }

        IReadOnlyList<string> changed;
        await using (var db = Portal.NewContext())
        {
            changed = TableRows.Changed(_rows!, await TableRows.ReadAsync(db));
        }

        _before.Restore();
        return changed;
    }

    /// <summary>Puts everything back; answers whether anything was written.</summary>
    internal bool PutBack()
    {
        var written = _before!.WasWritten;
        if (written)
        {
            _before.Restore();
        }

        return written;
    }
}

/// <summary>All tests that share the town, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class AccessTests : ICollectionFixture<AccessTown>
{
    /// <summary>Its name.</summary>
    public const string Name = "access";
}
