using System.Net;

namespace Portal.Web.Tests.Infrastructure;

public sealed class TooManyFormsTests
{
    [Fact]
    public async Task Whoever_sends_too_many_forms_of_any_kind_reads_so_on_a_page()
    {
        await using var portal = await PortalFactory.StartAsync(settings: new Dictionary<string, string?> { ["Limits:FormsPerMinute"] = "2" });
        using var reader = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());
        var calendar = await reader.GetAsync("/my/calendar");
        await calendar.SubmitAsync("/my/calendar");
        await calendar.SubmitAsync("/my/calendar");

        var refused = await calendar.SubmitAsync("/my/calendar");

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.NotEmpty(refused.Heading);
    }
}
