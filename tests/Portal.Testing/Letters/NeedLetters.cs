using Microsoft.EntityFrameworkCore;
using Portal.Core;
using Portal.Core.Needs;

namespace Portal.Testing.Letters;

/// <summary>Letters about what is short, to those who promised some of it and those who organise.</summary>
internal static class NeedLetters
{
    public static IEnumerable<LetterCase> Cases =>
    [
        Pledge("pledge-made", PledgeState.Open, isClosed: false),
        Pledge("pledge-reminder", PledgeState.Open, isClosed: false),
        Pledge("pledge-need-changed", PledgeState.Open, isClosed: false),
        Pledge("pledge-need-closed", PledgeState.Open, isClosed: true),
        Pledge("pledge-lapsed", PledgeState.Lapsed, isClosed: false),
        new("needs-renewal", "one need", async scene =>
        {
            var need = await NeedAsync(scene);
            var now = scene.Portal.Clock.GetUtcNow();
            await using var db = scene.Portal.NewContext();
            await db.Needs.Where(n => n.Id == need).ExecuteUpdateAsync(set => set.SetProperty(n => n.AskedAt, now));
            return await scene.WriteAsync("needs-renewal", scene.Organiser, new { OrganisationId = scene.Group.Id });
        }),
    ];

    private static LetterCase Pledge(string template, PledgeState state, bool isClosed) => new(template, $"{state}", async scene =>
    {
        var (need, reader, now) = (await NeedAsync(scene), await scene.ReaderAsync(), scene.Portal.Clock.GetUtcNow());
        var pledge = await scene.Data.PledgeAsync(reader, need, 5);
        await using var db = scene.Portal.NewContext();
        await db.Messages.Where(m => m.Key == $"pledge-made:{pledge}").ExecuteDeleteAsync();
        await db.Pledges.Where(p => p.Id == pledge).ExecuteUpdateAsync(set => set.SetProperty(p => p.State, state));
        await db.Needs.Where(n => n.Id == need).ExecuteUpdateAsync(set => set.SetProperty(n => n.ClosedAt, isClosed ? now : (DateTimeOffset?)null));
        return await scene.WriteAsync(template, reader, new { PledgeId = pledge, Was = scene.Setting.Work });
    });

    private static Task<Guid> NeedAsync(LetterScene scene)
    {
        var work = LocalText.From([new(scene.Setting.Language, scene.Setting.Work)]);
        return scene.Data.CreateNeedAsync(scene.Group, new NeedPlan(work, LocalText.Of("pairs", "paires"), work, work, NeedUrgency.Soon, 50, "made up for a test"), scene.Organiser);
    }
}
