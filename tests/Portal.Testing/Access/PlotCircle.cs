using Microsoft.Extensions.DependencyInjection;
using Portal.Core;
using Portal.Core.Circles;
using Portal.Core.Updates;

namespace Portal.Testing.Access;

/// <summary>Makes a circle of the lead's, with a member, somebody who asks, and a word of the host's.</summary>
public sealed class PlotCircle(PortalFactory portal, PlotPeople people)
{
    /// <summary>The circle and what is in it, as it stands in addresses.</summary>
    public sealed record Rows(string Id, string Slug, string Member, string Asking, string Post);

    internal async Task<Rows> MakeAsync()
    {
        var (joining, host) = (portal.Services.GetRequiredService<CircleJoining>(), people.Lead);
        var circle = await portal.Data.CreateCircleAsync(host, $"Friends of {people.Group.Name}", isOpen: false);
        var member = await portal.Data.JoinCircleAsync(people.Volunteer, circle, sharesName: true);
        await joining.AnswerAsync(host.Id, circle.Id, member, accept: true, CancellationToken.None);
        var asking = await portal.Data.JoinCircleAsync(await portal.Data.CreateSupporterAsync("Asks for a circle"), circle, sharesName: true);
        var text = new UpdateText("Tea on Sunday", "Bring a cup.", Severity.Normal, "en");
        var post = await portal.Services.GetRequiredService<CirclePosts>().PostAsync(host.Id, circle.Id, text, Ids.New(portal.Clock), CancellationToken.None);
        return new Rows($"{circle.Id}", circle.Slug, $"{member}", $"{asking}", $"{post.UpdateId ?? throw new InvalidOperationException($"{post.Result}")}");
    }
}
