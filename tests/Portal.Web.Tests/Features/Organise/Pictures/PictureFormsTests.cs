using System.Net;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Updates.Pictures;

namespace Portal.Web.Tests.Features.Organise.Pictures;

/// <summary>A picture from the form to the second person, without scripts.</summary>
public sealed class PictureFormsTests
{
    private const string Alt = "Two tents beside a fire";

    private static readonly (string, string)[] Text = [("Form.Title", "Soup tonight"), ("Form.Body", "Hot")];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, ClassData(typeof(BothDatabases))]
    public async Task A_picture_is_posted_waits_and_is_released_by_somebody_else(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        using var author = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(organisation));
        using var second = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync()));

        var posted = await SendAsync(author, "/organise/updates/new", TestPictures.Corners(), [.. Text, ("Picture.Alt", Alt)]);
        Assert.Contains("Your picture waits for a second person", posted.Text, StringComparison.Ordinal);
        var own = await author.GetAsync(posted.Link("1 picture waits for a second person"));
        Assert.Contains("somebody else has to look at it", own.Text, StringComparison.Ordinal);
        Assert.Null(own.Document.QuerySelector("main form"));
        var released = await second.SubmitAsync("/organise/pictures", "Release");
        Assert.Contains("Released.", released.Text, StringComparison.Ordinal);
        Assert.Contains("No picture is waiting", released.Text, StringComparison.Ordinal);
        await using var db = portal.NewContext();
        var update = await db.Updates.SingleAsync(Stop);
        Assert.NotNull((await author.GetAsync($"/updates/{update.Id}")).Document.QuerySelector("img.picture"));

        var edit = $"/organise/updates/{update.Id}/edit";
        Assert.Contains("Released: whoever may read", (await author.GetAsync(edit)).Text, StringComparison.Ordinal);
        await SendAsync(author, edit, TestPictures.Corners(300, 300), [("Picture.Alt", "Another")]);
        Assert.Contains("It waits for a second person", (await author.GetAsync(edit)).Text, StringComparison.Ordinal);
        var refused = await second.SubmitAsync("/organise/pictures", "Not to be shown");
        Assert.Contains("gone for good", refused.Text, StringComparison.Ordinal);
        Assert.Equal(0, await db.UpdatePictures.CountAsync(Stop));
        await SendAsync(author, edit, TestPictures.Corners(300, 300), [("Picture.Alt", "Another")]);
        var removed = await author.SubmitAsync(edit, "Remove the picture");
        Assert.Equal(edit, removed.Path);
        Assert.Equal(0, await db.UpdatePictures.CountAsync(Stop));
    }

    [Fact]
    public async Task A_refused_picture_posts_nothing_and_all_reasons_are_told_with_those_of_the_text()
    {
        await using var portal = await PortalFactory.StartAsync();
        using var author = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync()));

        var page = await SendAsync(author, "/organise/updates/new", "GIF89a, called .jpg"u8.ToArray(), [("Form.Title", ""), ("Form.Body", "Hot"), ("Picture.Alt", "")]);
        Assert.Contains("Please give it a title.", page.Text, StringComparison.Ordinal);
        Assert.Contains("is not a JPEG, PNG or WebP", page.Text, StringComparison.Ordinal);
        Assert.Contains("Please say in a sentence", page.Text, StringComparison.Ordinal);
        Assert.Contains("choose the picture again", page.Text, StringComparison.Ordinal);
        Assert.Equal(3, page.Document.QuerySelectorAll(".error-summary li").Length);

        page = await SendAsync(author, "/organise/updates/new", new byte[9 * 1024 * 1024], [.. Text, ("Picture.Alt", Alt)]);
        Assert.Contains("larger than 8 MB", page.Text, StringComparison.Ordinal);
        Assert.Contains("Hot", page.Text, StringComparison.Ordinal);
        page = await SendAsync(author, "/organise/updates/new", null, [.. Text, ("Picture.Alt", Alt)]);
        Assert.Contains("Please choose the picture that you describe", page.Text, StringComparison.Ordinal);
        page = await SendAsync(author, "/organise/updates/new", TestPictures.Corners(), [("Form.Title", "Soup"), ("Form.Body", new string('x', 1024 * 1024)), ("Picture.Alt", Alt)]);
        Assert.Contains("at most 4000 characters", page.Text, StringComparison.Ordinal);

        await using var db = portal.NewContext();
        Assert.Equal((0, 0), (await db.Updates.CountAsync(Stop), await db.UpdatePictures.CountAsync(Stop)));
    }

    [Fact]
    public async Task Others_find_no_list_and_decide_nothing()
    {
        await using var portal = await PortalFactory.StartAsync();
        using var author = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync()));
        using var partner = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync(standing: Standing.Partner)));
        using var supporter = await portal.SignedInAsync(await portal.Data.CreateSupporterAsync());
        await SendAsync(author, "/organise/updates/new", TestPictures.Corners(), [.. Text, ("Picture.Alt", Alt)]);
        await using var db = portal.NewContext();
        var id = await db.UpdatePictures.Select(p => p.Id).SingleAsync(Stop);

        Assert.Equal(HttpStatusCode.NotFound, (await partner.GetAsync("/organise/pictures")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await supporter.GetAsync("/organise/pictures")).Status);
        Assert.Null((await partner.GetAsync("/organise/updates")).Document.QuerySelector("a[href='/organise/pictures']"));
        Assert.Null((await partner.GetAsync("/organise")).Document.QuerySelector("a[href='/organise/pictures']"));
        using var colleague = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(await portal.Data.CreateOrganisationAsync()));
        Assert.Equal("1", (await colleague.GetAsync("/organise")).Document.QuerySelector("a[href='/organise/pictures'] .tag")?.TextContent);
        Assert.Null((await author.GetAsync("/organise")).Document.QuerySelector("a[href='/organise/pictures'] .tag"));
        foreach (var act in new[] { "release", "remove" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(partner, "/organise/updates/new", $"/organise/pictures/{id}/{act}")).Status);
        }

        var own = await PostAsync(author, "/organise/updates/new", $"/organise/pictures/{id}/release");
        Assert.Contains("somebody else has to look at it", own.Text, StringComparison.Ordinal);
        Assert.Null(await db.UpdatePictures.Select(p => p.ReleasedAt).SingleAsync(Stop));
    }

    private static async Task<Page> PostAsync(FormClient client, string page, string address)
    {
        var token = (await client.GetAsync(page)).Document.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return await client.SendAsync(new HttpRequestMessage(HttpMethod.Post, address) { Content = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token)]) });
    }

    // As a browser sends a form with a file: everything that stands in it, in parts.
    private static async Task<Page> SendAsync(FormClient client, string address, byte[]? file, (string Field, string Value)[] values)
    {
        var form = (await client.GetAsync(address)).Form(address);
        Assert.Equal("multipart/form-data", form.GetAttribute("enctype"));
        var content = new MultipartFormDataContent();
        var standing = form.QuerySelectorAll("input[type=hidden], input[type=text], input[checked], textarea, select")
            .Select(field => (Field: field.GetAttribute("name")!, Value: field.GetAttribute("value") ?? field.QuerySelector("option[selected]")?.GetAttribute("value") ?? field.TextContent.Trim()))
            .Where(field => field.Field is not null && !values.Any(value => value.Field == field.Field));
        foreach (var (field, value) in standing.Concat(values))
        {
            content.Add(new StringContent(value), field);
        }

        if (file is not null)
        {
            content.Add(new ByteArrayContent(file), "Picture.File", "holiday.jpg");
        }

        return await client.SendAsync(new HttpRequestMessage(HttpMethod.Post, address) { Content = content });
    }
}
