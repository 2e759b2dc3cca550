using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Portal.Testing.Access;
using Route = Portal.Testing.Access.Route;

namespace Portal.Web.Tests.Access;

[Collection(AccessTests.Name)]
public sealed class AccessMatrixTests(AccessTown town)
{
    [Fact]
    public void Every_parameter_of_an_address_names_a_row() => Findings.None(town.Routes.SelectMany(RouteIds.MissingOf));

    [Fact]
    public async Task Every_route_answers_every_role_as_the_policy_file_says()
    {
        var matrix = await town.MatrixAsync();
        if (Environment.GetEnvironmentVariable(AccessPolicy.Write) is { Length: > 0 })
        {
            AccessPolicy.Read().WriteMatrix(matrix.Lines);
        }

        Findings.None(AccessPolicy.Read().Compare(matrix.Lines));
    }

    [Fact]
    public async Task No_route_fails_whoever_asks() => Findings.None((await town.MatrixAsync()).Lines
        .Where(line => line.Cells.Any(cell => cell.Contains("50", StringComparison.Ordinal))).Select(line => $"{line}"));

    [Fact]
    public async Task A_controller_that_nobody_put_into_the_file_is_found()
    {
        await using var portal = await PortalFactory.StartAsync(more: services => services.AddControllers().AddApplicationPart(typeof(StrayController).Assembly));

        var strays = Route.Of(portal.Services.GetRequiredService<EndpointDataSource>().Endpoints).Select(route => $"{route}").Except(AccessPolicy.Read().Lines.Keys);

        Assert.Equal(["GET /stray", "POST /stray"], strays);
    }

    [Fact]
    public void Another_outcome_a_new_route_and_one_that_is_gone_are_told_apart()
    {
        string[] cells = [.. Roles.All.Select(_ => "403")];
        var policy = AccessPolicy.Of("[matrix]", AccessLine.Heading, $"{new AccessLine("GET /kept", cells)}", $"{new AccessLine("GET /gone", cells)}");

        var found = policy.Compare([new AccessLine("GET /kept", [Outcome.Open, .. cells[1..]]), new AccessLine("GET /new", cells)]).ToList();

        Assert.Equal(3, found.Count);
        Assert.StartsWith("GET /gone stands in the policy file", found[0], StringComparison.Ordinal);
        Assert.StartsWith("GET /kept answers nobody with open, where the policy file says 403", found[1], StringComparison.Ordinal);
        Assert.StartsWith("GET /new is not in the policy file", found[2], StringComparison.Ordinal);
        Assert.Empty(policy.Compare([new AccessLine("GET /kept", cells), new AccessLine("GET /gone", cells)]));
    }
}
