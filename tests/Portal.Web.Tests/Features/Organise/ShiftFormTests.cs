using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Web.Features.Organise.Shifts;
using static Portal.Web.Tests.Features.Organise.ShiftPlanningTests;

namespace Portal.Web.Tests.Features.Organise;

public sealed class ShiftFormTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task An_end_before_the_start_is_asked_about_where_it_makes_a_long_day(DatabaseProvider provider)
    {
        await using var portal = await PortalFactory.StartAsync(provider);
        var organisation = await portal.Data.CreateOrganisationAsync();
        (string Field, string?)[] plan = [.. Plan(await portal.Data.CreateActivityAsync(organisation), await portal.Data.CreateSiteAsync(organisation))];
        (string Field, string?)[] rest = [.. plan.Where(field => field.Field is not "Form.Start" and not "Form.End")];
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(organisation));
        var form = await organiser.GetAsync("/organise/shifts/new");
        Assert.Null(form.Document.QuerySelector("#Form_LongOnPurpose"));

        var asked = await form.SubmitAsync("Save as a draft", [.. rest, ("Form.Start", "18:00"), ("Form.End", "17:00")]);
        Assert.NotNull(asked.Document.QuerySelector("#Form_End-wrong"));
        Assert.Contains("End: That would be 23 h, until Saturday 16 January at 17:00.", asked.Text, StringComparison.Ordinal);
        var meant = await asked.SubmitAsync("Save as a draft", ("Form.LongOnPurpose", "true"));
        Assert.Contains("23 h · ends the next day", meant.Text, StringComparison.Ordinal);

        var night = await form.SubmitAsync("Save as a draft", [.. rest, ("Form.Start", "20:00"), ("Form.End", "01:00"), ("Form.FormKey", $"{Guid.CreateVersion7()}")]);
        Assert.Contains("5 h · ends the next day", night.Text, StringComparison.Ordinal);
        Assert.Contains("5 h · ends the next day", (await organiser.GetAsync(night.Path.Replace("/organise", "", StringComparison.Ordinal))).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("remote ")]
    [InlineData("{0195d3f0-0000-7000-8000-000000000000}")]
    [InlineData("0195d3f0-0000-7000-8000-000000000000")]
    public async Task A_place_that_is_none_makes_no_shift_from_home(string place)
    {
        await using var portal = await PortalFactory.StartAsync();
        var organisation = await portal.Data.CreateOrganisationAsync();
        (string Field, string?)[] plan = [.. Plan(await portal.Data.CreateActivityAsync(organisation), await portal.Data.CreateSiteAsync(organisation))];
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(organisation));
        var form = await organiser.GetAsync("/organise/shifts/new");

        var refused = await form.SubmitAsync("Save as a draft", [.. plan.Where(field => field.Field != "Form.Place"), ("Form.Place", place)]);

        Assert.NotNull(refused.Document.QuerySelector("#Form_Place-wrong"));
        await using var db = portal.NewContext();
        Assert.False(await db.Shifts.AnyAsync(TestContext.Current.CancellationToken));
        var home = await refused.SubmitAsync("Save as a draft", ("Form.Place", ShiftForm.FromHome));
        Assert.Contains("The draft is saved", home.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_form_says_what_is_optional_and_what_the_public_reads_and_folds_what_is_seldom_needed()
    {
        await using var portal = await PortalFactory.StartAsync();
        var organisation = await portal.Data.CreateOrganisationAsync();
        await portal.Data.CreateActivityAsync(organisation);
        using var organiser = await portal.SignedInAsync(await portal.Data.CreateOrganiserAsync(organisation));

        var english = await organiser.GetAsync("/organise/shifts/new");
        Assert.Contains("the public reads your group, the time of day and the position names, as in “Evenings this week need people: Driver”", english.Text, StringComparison.Ordinal);
        Assert.NotNull(english.Document.QuerySelector("label[for='Form_Positions_0__French'] .optional"));
        Assert.Null(english.Document.QuerySelector("label[for='Form_Positions_0__English'] .optional"));
        Assert.All(english.Document.QuerySelectorAll("details.fold"), fold => Assert.False(fold.HasAttribute("open")));
        Assert.Null(english.Document.QuerySelector("#Form_Positions_0__English")!.Closest("details"));

        await organiser.GetAsync("/language/fr?back=/");
        var french = await organiser.GetAsync("/organise/shifts/new");
        Assert.Contains("le public lit votre association, le moment de la journée et les noms des postes", french.Text, StringComparison.Ordinal);
        Assert.NotNull(french.Document.QuerySelector("label[for='Form_Positions_0__English'] .optional"));
        var refused = await french.SubmitAsync("Publier", ("Form.Positions[0].Capacity", "3"));
        Assert.Equal("Activité\u202f: Merci de remplir ce champ.", refused.Document.QuerySelector(".error-summary li")!.TextContent);
    }
}
