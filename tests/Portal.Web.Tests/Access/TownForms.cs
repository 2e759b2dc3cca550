using Portal.Testing.Access;
using Route = Portal.Testing.Access.Route;

namespace Portal.Web.Tests.Access;

/// <summary>Every form that stands on a page of somebody who works with it, once for each address it goes to.</summary>
internal static class TownForms
{
    // Who may most comes first; a form is taken as the first of them finds it.
    private static readonly Role[] Readers = [Role.OrganiserOfA, Role.VolunteerOfA, Role.Administrator, Role.LeadOfA, Role.Supporter, Role.Unconfirmed, Role.Nobody];

    public static async Task<IReadOnlyList<FoundForm>> FindAsync(AccessTown town, AccessMatrix matrix)
    {
        var found = new Dictionary<string, FoundForm>(StringComparer.Ordinal);
        foreach (var route in town.Routes.Where(route => route.Method == "GET" && route.Action is not null))
        {
            var letIn = matrix.LetIn(route).Where(one => one.OfA).Select(one => one.Role).ToHashSet();
            foreach (var reader in Readers.Where(letIn.Contains))
            {
                foreach (var form in await OnAsync(town, route, reader))
                {
                    found.TryAdd(Signature(form), form);
                }
            }
        }

        return [.. found.Values];
    }

    // The same form about another row is the same form.
    private static string Signature(FoundForm form) =>
        string.Join('/', form.Address.Split('?')[0].Split('/').Select(part => Guid.TryParse(part, out _) ? "{id}" : part)) + "|" + string.Join(',', form.Fields.Select(field => field.Key).Distinct(StringComparer.Ordinal));

    private static async Task<IEnumerable<FoundForm>> OnAsync(AccessTown town, Route route, Role reader)
    {
        var page = await town.LookAsync(reader, RouteIds.AddressOf(route, town.Cast.A));
        town.PutBack();
        return page is { Response.Content.Headers.ContentType.MediaType: "text/html" } ? FoundForm.On(page, reader) : [];
    }
}
