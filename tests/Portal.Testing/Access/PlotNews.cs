using Portal.Core;
using Portal.Core.Shifts;
using Portal.Core.Updates;
using Portal.Core.Updates.Pictures;

namespace Portal.Testing.Access;

/// <summary>Makes what an organisation says: updates, a picture, a call-out, a need with a promise.</summary>
internal sealed class PlotNews(PortalFactory portal, PlotPeople people)
{
    public sealed record Rows(string Update, string Planned, string Picture, string CallOut, string LackingPosition, string Need, string Pledge, string Arrival);

    public async Task<Rows> MakeAsync(Shift soon, Shift free)
    {
        var update = await PostAsync("Soup tonight", Channel.Public);
        await PostAsync("Bring a torch", Channel.OfShift(soon.Id));
        var planned = new PlannedUpdate
        {
            Id = Ids.New(portal.Clock),
            AuthorId = people.Organiser.Id,
            OrganisationId = people.Group.Id,
            Channel = Channel.Public,
            Severity = Severity.Normal,
            Title = "Blankets tomorrow",
            Body = "From ten.",
            Language = "en",
            PublishAt = portal.Clock.GetUtcNow().AddDays(1),
        };
        var bytes = TestPictures.Corners(40, 40);
        var colleague = await portal.Data.CreateOrganiserAsync(people.Group, "Colleague");
        var picture = new UpdatePicture { Id = Ids.New(portal.Clock), UpdateId = update, Alt = "Hands around a cup", Width = 40, Height = 40, Large = bytes, Small = bytes, UploadedById = colleague.Id, UploadedAt = portal.Clock.GetUtcNow() };
        await portal.Data.SaveAsync(planned, picture);
        var callOut = await portal.Data.CallOutAsync(people.Organiser, free);
        var lacking = await portal.Data.CreateShiftAsync(people.Group, TimeSpan.FromDays(3));
        var need = await portal.Data.CreateNeedAsync(people.Group);
        var pledge = await portal.Data.PledgeAsync(people.Volunteer, need, 5);
        var arrival = await portal.Data.ReceiveAsync(people.Organiser, need, 2);
        return new Rows($"{update}", $"{planned.Id}", $"{picture.Id}", $"{callOut}", $"{lacking.Positions[0].Id}", $"{need}", $"{pledge}", $"{arrival}");
    }

    private async Task<Guid> PostAsync(string title, string channel)
    {
        var text = new UpdateText(title, "Hot, and for all.", Severity.Normal, "en");
        var outcome = await portal.RunAsync<UpdateService, UpdateOutcome>(s => s.PostAsync(people.Organiser.Id, people.Group.Id, channel, text, Ids.New(portal.Clock), CancellationToken.None));
        return outcome.UpdateId ?? throw new InvalidOperationException($"{outcome.Result}");
    }
}
