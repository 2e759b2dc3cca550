using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core;
using Portal.Core.Circles;

namespace Portal.Testing.Letters;

/// <summary>Letters about circles, each about one in which what it says is so.</summary>
internal static class CircleLetters
{
    private const string News = "circle-news";
    private static int _made;

    public static IEnumerable<LetterCase> Cases =>
    [
        .. Enum.GetValues<CircleNews>().Select(NewsOf),
        new("circle-message", "to a member", async scene =>
        {
            var circle = await CircleAsync(scene, isOpen: true);
            var reader = await scene.ReaderAsync();
            await scene.Data.JoinCircleAsync(reader, circle);
            var message = new CircleMessage { Id = Ids.New(scene.Portal.Clock), CircleId = circle.Id, AuthorId = null, Title = scene.Setting.Work, Body = "We meet on *Sunday*.", Language = "en", Readers = 1, SentAt = scene.Portal.Clock.GetUtcNow() };
            await scene.Data.SaveAsync(message);
            return await scene.WriteAsync("circle-message", reader, new { MessageId = message.Id });
        }),
    ];

    private static LetterCase NewsOf(CircleNews news) => new(News, $"{news}", async scene =>
    {
        var (reader, services) = (await scene.ReaderAsync(), scene.Portal.Services);
        var host = news is CircleNews.Approved or CircleNews.Declined or CircleNews.Asks ? reader : await scene.ReaderAsync();
        var circle = await CircleAsync(scene, isOpen: news is not (CircleNews.Asks or CircleNews.Refused), host, approved: news is not (CircleNews.Waits or CircleNews.Declined));
        var (joining, hosting) = (services.GetRequiredService<CircleJoining>(), services.GetRequiredService<CircleHosting>());
        switch (news)
        {
            case CircleNews.Waits:
                reader = await scene.Data.CreateAdministratorAsync(scene.Setting.Person);
                break;
            case CircleNews.Declined:
                await services.GetRequiredService<CircleProposing>().DecideAsync((await scene.Data.CreateAdministratorAsync()).Id, circle.Id, approve: false, "There is one already.", CancellationToken.None);
                break;
            case CircleNews.Asks:
                await joining.JoinAsync((await scene.ReaderAsync()).Id, circle.Id, sharesName: true, word: null, CancellationToken.None);
                break;
            case CircleNews.Removed:
                await joining.RemoveAsync(host.Id, circle.Id, await scene.Data.JoinCircleAsync(reader, circle, sharesName: true), "You sold things here.", CancellationToken.None);
                break;
            case CircleNews.HostAsked:
                await hosting.AskAsync(host.Id, circle.Id, await scene.Data.JoinCircleAsync(reader, circle, sharesName: true), CancellationToken.None);
                break;
            case CircleNews.Approved or CircleNews.Refused:
                break;
            default:
                await scene.Data.JoinCircleAsync(reader, circle);
                await hosting.StepDownAsync(host.Id, circle.Id, CancellationToken.None);
                await HostAsync(scene, news == CircleNews.Hosting ? reader.Id : Guid.Empty);
                break;
        }

        return await scene.WriteAsync(News, reader, new { News = news, CircleId = circle.Id });
    });

    private static async Task HostAsync(LetterScene scene, Guid readerId)
    {
        await using var db = scene.Portal.NewContext();
        await db.CircleMembers.Where(m => m.SupporterId == readerId).ExecuteUpdateAsync(set => set.SetProperty(m => m.IsHost, true));
    }

    private static async Task<SupporterCircle> CircleAsync(LetterScene scene, bool isOpen, Portal.Core.Accounts.Supporter? host = null, bool approved = true)
    {
        // Each has a name of its own, for no two circles are called alike.
        var name = $"{scene.Setting.Group} {Interlocked.Increment(ref _made)}";
        return await scene.Data.CreateCircleAsync(host ?? await scene.ReaderAsync(), name.Length > SupporterCircle.NameLength ? name[^SupporterCircle.NameLength..] : name, isOpen, approved: approved);
    }
}
