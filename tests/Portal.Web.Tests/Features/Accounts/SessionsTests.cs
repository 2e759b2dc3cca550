using System.Data.Common;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Accounts;
using Portal.Core.Accounts.Sessions;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Organisations.People;
using Portal.Web.Tests.Live;

namespace Portal.Web.Tests.Features.Accounts;

public sealed class SessionsTests
{
    private const string Page = "/account/sessions";
    private const string Phone = "Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0";
    private const string Cookie = "__Host-person";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task One_sees_where_one_is_signed_in_and_signs_out_a_lost_phone(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var ruth = await portal.Data.CreateSupporterAsync();
        using var desk = await ComeAsync(portal, ruth, userAgent: null);
        portal.Clock.Advance(TimeSpan.FromDays(1));
        using var phone = await ComeAsync(portal, ruth, Phone);

        var page = await desk.GetAsync(Page);
        Assert.Contains("Firefox, Android", page.Text, StringComparison.Ordinal);
        Assert.Contains("A device we do not know", page.Text, StringComparison.Ordinal);
        Assert.Contains("Signed in on 14 January, last used on 15 January", page.Text, StringComparison.Ordinal);
        page = await page.SubmitAsync("Sign out: Firefox, Android");

        Assert.Contains("That device is signed out", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Firefox", page.Text, StringComparison.Ordinal);
        Assert.False(await IsInAsync(phone));
        Assert.True(await IsInAsync(desk));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Signing_out_everywhere_else_leaves_this_one(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var ruth = await portal.Data.CreateSupporterAsync();
        using var here = await ComeAsync(portal, ruth, Phone);
        using var there = await ComeAsync(portal, ruth, Phone);
        using var elsewhere = await ComeAsync(portal, ruth, Phone);
        using var ben = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());

        var page = await (await here.GetAsync(Page)).SubmitAsync("Sign out everywhere else");

        Assert.Contains("You are signed out everywhere but here", page.Text, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => page.Form("Sign out everywhere else"));
        Assert.Equal((true, false, false, true), (await IsInAsync(here), await IsInAsync(there), await IsInAsync(elsewhere), await IsInAsync(ben)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_copied_cookie_is_worth_nothing_once_its_owner_signed_out(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var ruth = await portal.Data.CreateSupporterAsync();
        using var here = await ComeAsync(portal, ruth, Phone);
        using var thief = portal.Anonymous();
        thief.Cookies.Put(Cookie, here.Cookies.Find(Cookie)!);
        Assert.True(await IsInAsync(thief));

        var token = (await here.GetAsync(Page)).Document.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
        using var left = await here.Http.PostAsync(new Uri("/account/sign-out", UriKind.Relative), form, Stop);

        Assert.Equal("\"cache\"", Assert.Single(left.Headers.GetValues("Clear-Site-Data")));
        Assert.False(await IsInAsync(thief));
        Assert.Equal(HttpStatusCode.NotFound, (await thief.GetAsync("/live/community?after=0")).Status);
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_session_that_ends_in_the_middle_of_its_own_request_does_not_come_back(DatabaseProvider provider)
    {
        var meanwhile = new Meanwhile(sql => sql.Contains("\"PasswordHash\"", StringComparison.Ordinal));
        await using var portal = await PortalFactory.StartAsync(provider, more: meanwhile.AddTo);
        var ruth = await portal.Data.CreateSupporterAsync();
        using var thief = await portal.SignedInAsync(ruth);

        // The portal has let the request in, and reads the account to give its cookie anew, when its owner gets a new password.
        meanwhile.Does = async () =>
        {
            await using var db = portal.NewContext();
            await db.Supporters.Where(s => s.Id == ruth.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.SecurityStamp, "another"), Stop);
        };
        await thief.GetAsync("/language/fr");

        Assert.Null(meanwhile.Does);
        Assert.False(await IsInAsync(thief));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Nobody_ends_somebody_elses_session(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var (ruth, ben) = (await portal.Data.CreateSupporterAsync(), await portal.Data.CreateSupporterAsync());
        using var hers = await ComeAsync(portal, ruth, Phone);
        using var his = await ComeAsync(portal, ben, Phone);
        using var also = await ComeAsync(portal, ben, userAgent: null);
        var page = await his.GetAsync(Page);
        page.Form("Sign out: A device we do not know").SetAttribute("action", $"/account/sessions/{await OnlyAsync(portal, ruth)}/end");

        await page.SubmitAsync("Sign out: A device we do not know");

        Assert.Equal((true, true), (await IsInAsync(hers), await IsInAsync(also)));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_organiser_signs_out_a_members_lost_phone_on_record_and_nobody_elses(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var (own, other) = (await portal.Data.CreateOrganisationAsync(), await portal.Data.CreateOrganisationAsync());
        var (ruth, ben) = (await portal.Data.CreateSupporterAsync(), await portal.Data.CreateOrganiserAsync(own));
        var (hers, his) = (await portal.Data.MakeMemberAsync(ruth, own), await MembershipAsync(portal, ben));
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(own));
        using var stranger = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(other));
        using var phone = await ComeAsync(portal, ruth, Phone);
        using var colleague = await portal.SignedInAsync(ben);

        var page = await organiser.GetAsync($"/organise/people/{hers.Id}");
        var form = page.Form("Sign them out everywhere");
        form.SetAttribute("action", $"/organise/people/{his}/sign-out");
        Assert.Equal(HttpStatusCode.NotFound, (await page.SubmitAsync("Sign them out everywhere")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/organise/people/{hers.Id}")).Status);
        Assert.False(await portal.Services.GetRequiredService<LostPhones>().SignOutAsync(await OrganiserOfAsync(portal, other), hers.Id, Stop));
        Assert.Equal((true, true), (await IsInAsync(phone), await IsInAsync(colleague)));
        form.SetAttribute("action", $"/organise/people/{hers.Id}/sign-out");
        page = await page.SubmitAsync("Sign them out everywhere");

        Assert.Contains("They are signed out on every device", page.Text, StringComparison.Ordinal);
        Assert.Equal((false, true), (await IsInAsync(phone), await IsInAsync(organiser)));
        Assert.Equal(ruth.Id, Assert.Single(await portal.Data.RecordAsync("membership.sign-out")).SubjectId);
    }

    [Theory]
    [InlineData(false, 11, true)]
    [InlineData(false, 12, false)]
    [InlineData(true, (30 * 24) - 1, true)]
    [InlineData(true, 30 * 24, false)]
    public async Task A_session_that_is_not_used_ends_by_itself(bool remember, int hours, bool isIn)
    {
        await using var portal = await PortalFactory.StartAsync();
        var ruth = await portal.Data.CreateSupporterAsync();
        using var visitor = portal.Anonymous();
        await visitor.SubmitAsync("/account/sign-in", "/account/sign-in", ("Email", ruth.Email), ("Password", TestData.Password), ("Remember", remember ? "true" : "false"));

        portal.Clock.Advance(TimeSpan.FromHours(hours));

        Assert.Equal(isIn, await IsInAsync(visitor));
    }

    [Fact]
    public async Task A_session_that_is_used_goes_on_for_ninety_days_and_not_longer()
    {
        await using var portal = await PortalFactory.StartAsync();
        using var visitor = await ComeAsync(portal, await portal.Data.CreateSupporterAsync(), Phone);
        for (var days = 0; days < 89; days++)
        {
            portal.Clock.Advance(TimeSpan.FromDays(1));
            Assert.True(await IsInAsync(visitor));
        }

        portal.Clock.Advance(TimeSpan.FromDays(1));
        Assert.False(await IsInAsync(visitor));
    }

    [Fact]
    public async Task A_use_is_written_down_once_an_hour()
    {
        await using var portal = await PortalFactory.StartAsync();
        using var visitor = await ComeAsync(portal, await portal.Data.CreateSupporterAsync(), Phone);
        await visitor.GetAsync("/about");
        Assert.Single(await portal.Queries.DuringAsync(() => visitor.GetAsync("/about")));

        portal.Clock.Advance(SessionService.Grain);

        Assert.Contains(await portal.Queries.DuringAsync(() => visitor.GetAsync("/about")), sql => sql.Contains("UPDATE \"Sessions\"", StringComparison.Ordinal));
        Assert.Single(await portal.Queries.DuringAsync(() => visitor.GetAsync("/about")));
    }

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_live_connection_ends_with_its_session_wherever_that_was_ended(DatabaseProvider provider)
    {
        await using var live = await LivePortal.StartAsync(provider);
        var ruth = await live.Portal.Data.CreateSupporterAsync();
        using var phone = await ComeAsync(live.Portal, ruth, Phone);
        using var desk = await ComeAsync(live.Portal, ruth, userAgent: null);
        await using var lost = await LiveClient.ConnectAsync(live.Portal, phone, "community:0");
        await using var kept = await LiveClient.ConnectAsync(live.Portal, desk, "community:0");
        await lost.HeadsAsync();
        await kept.HeadsAsync();

        // As another process would: nothing in this one is told.
        await live.Portal.Services.GetRequiredService<SessionService>().EndOthersAsync(ruth.Id, await OfDeviceAsync(live.Portal, ruth, ""), Stop);
        live.Portal.Clock.Advance(TimeSpan.FromSeconds(31));
        await lost.ClosedAsync();

        await live.PostAsync("For members", Portal.Core.Updates.Channel.Community);
        Assert.Equal("For members", (await kept.FrameAsync()).Title);
        Assert.Empty(lost.Seen);
    }

    private static async Task<FormClient> ComeAsync(PortalFactory portal, Supporter supporter, string? userAgent)
    {
        var client = portal.Anonymous();
        if (userAgent is not null)
        {
            client.Http.DefaultRequestHeaders.UserAgent.ParseAdd(userAgent);
        }

        await client.SubmitAsync("/account/sign-in", "/account/sign-in", ("Email", supporter.Email), ("Password", TestData.Password), ("Remember", "true"));
        return client;
    }

    private static async Task<bool> IsInAsync(FormClient client) => (await client.GetAsync("/account/profile")).Path == "/account/profile";

    private static async Task<Guid> MembershipAsync(PortalFactory portal, Supporter supporter)
    {
        await using var db = portal.NewContext();
        return await db.Memberships.Where(m => m.SupporterId == supporter.Id).Select(m => m.Id).SingleAsync(Stop);
    }

    private static async Task<Guid> OrganiserOfAsync(PortalFactory portal, Organisation organisation)
    {
        await using var db = portal.NewContext();
        return await db.Memberships.Where(m => m.OrganisationId == organisation.Id && m.Role == MembershipRole.Organiser).Select(m => m.SupporterId).FirstAsync(Stop);
    }

    private static async Task<Guid> OnlyAsync(PortalFactory portal, Supporter supporter)
    {
        await using var db = portal.NewContext();
        return await db.Sessions.Where(s => s.SupporterId == supporter.Id).Select(s => s.Id).SingleAsync(Stop);
    }

    private static async Task<Guid> OfDeviceAsync(PortalFactory portal, Supporter supporter, string device)
    {
        await using var db = portal.NewContext();
        return await db.Sessions.Where(s => s.SupporterId == supporter.Id && s.Device == device).Select(s => s.Id).SingleAsync(Stop);
    }

    /// <summary>Does something once, before the first command that is read after it was set.</summary>
    private sealed class Meanwhile(Func<string, bool> isTheMoment) : DbCommandInterceptor
    {
        public Func<Task>? Does { get; set; }

        public void AddTo(IServiceCollection services)
        {
            services.ConfigureDbContext<SqlitePortalDbContext>(options => options.AddInterceptors(this));
            services.ConfigureDbContext<PostgresPortalDbContext>(options => options.AddInterceptors(this));
        }

        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (Does is { } work && isTheMoment(command.CommandText))
            {
                Does = null;
                await work();
            }

            return result;
        }
    }
}
