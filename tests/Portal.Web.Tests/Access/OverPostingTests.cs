using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Extensions.DependencyInjection;
using Portal.Testing.Access;
using Route = Portal.Testing.Access.Route;

namespace Portal.Web.Tests.Access;

/// <summary>Nobody changes more by a form than the form asks for, whatever else is sent with it.</summary>
[Collection(AccessTests.Name)]
public sealed class OverPostingTests(AccessTown town)
{
    // Fewer would mean that the forms were not found, and nothing was tried.
    private const int FewestForms = 90;
    private const int FewestThatChange = 50;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_action_reads_a_request_into_a_row()
    {
        await using var db = town.Portal.NewContext();
        Findings.None(town.Routes.Select(route => route.Action).OfType<ControllerActionDescriptor>().DistinctBy(action => action.Id).SelectMany(action => EntityNames.BoundBy(action, db.Model)));
    }

    [Fact]
    public async Task An_action_that_does_is_found()
    {
        await using var portal = await PortalFactory.StartAsync(more: services => services.AddControllers().AddApplicationPart(typeof(StrayController).Assembly));
        await using var db = portal.NewContext();
        var routes = Route.Of(portal.Services.GetRequiredService<EndpointDataSource>().Endpoints);

        var found = routes.Where(route => route.Pattern == "/stray").SelectMany(route => EntityNames.BoundBy(route.Action!, db.Model));

        Assert.Contains("is read from the request into StrayForm", Assert.Single(found), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_sent_beside_the_fields_of_a_form_changes_nothing()
    {
        var forms = await town.FormsAsync();
        var (findings, changing) = (new List<string>(), 0);
        foreach (var form in forms)
        {
            var (plain, more) = (await SendAsync(form, []), await SendAsync(form, await MoreThanAskedAsync(form)));
            changing += plain.Count > 0 ? 1 : 0;
            findings.AddRange(plain.Except(more).Concat(more.Except(plain)).Take(1).Select(row => $"{form.Address}: the fields that it does not ask for change something: {row}"));
        }

        Findings.None(findings);
        Assert.True(forms.Count >= FewestForms, $"{forms.Count} forms were found.");
        Assert.True(changing >= FewestThatChange, $"{changing} of {forms.Count} forms change something when they are sent as they stand.");
    }

    private async Task<IReadOnlyList<string>> SendAsync(FoundForm form, IEnumerable<KeyValuePair<string, string>> more)
    {
        using var response = await town.SendAsync(form.Role, "POST", form.Address, form.Fields.Concat(more), views: false);
        return await town.ChangedRowsAsync();
    }

    // Under their bare names, and under the prefix that the form's own fields have. Under another prefix they would hide the fields.
    private async Task<IEnumerable<KeyValuePair<string, string>>> MoreThanAskedAsync(FoundForm form)
    {
        await using var db = town.Portal.NewContext();
        var asked = RouteOf(form)?.Action is { } action ? EntityNames.ReadBy(action) : new HashSet<string>();
        var prefixes = form.Fields.Select(field => field.Key.Split('.')).Where(parts => parts.Length > 1).Select(parts => parts[0] + ".").Append("").Distinct(StringComparer.Ordinal).Take(3);
        return EntityNames.Of(db.Model, town.Cast.B.People.Group.Id).Where(name => !asked.Contains(name.Key))
            .SelectMany(_ => prefixes, (name, prefix) => KeyValuePair.Create(prefix + name.Key, name.Value));
    }

    private Route? RouteOf(FoundForm form) => town.Routes.Where(route => route.Method == "POST")
        .Where(route => new TemplateMatcher(TemplateParser.Parse(route.Pattern.TrimStart('/')), []).TryMatch(new PathString(form.Address.Split('?')[0]), []))
        .OrderBy(route => route.Endpoint.RoutePattern.Parameters.Count).FirstOrDefault();
}
