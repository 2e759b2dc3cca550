using Portal.Core;
using Portal.Core.CallOuts;

namespace Portal.Testing.Letters;

/// <summary>Letters to people who are asked to come.</summary>
internal static class CallOutLetters
{
    public static IEnumerable<LetterCase> Cases =>
    [
        new("call-out", "asked", async scene =>
        {
            var (reader, shift, now) = (await scene.ReaderAsync(), await scene.ShiftAsync(), scene.Portal.Clock.GetUtcNow());
            var callOut = new CallOut
            {
                Id = Ids.New(scene.Portal.Clock),
                OrganisationId = shift.OrganisationId,
                ShiftId = shift.Id,
                PositionId = shift.Positions[0].Id,
                AuthorId = scene.Organiser.Id,
                Line = scene.Setting.Work,
                Language = scene.Setting.Language,
                Target = 1,
                StartedAt = now,
            };
            var ask = new CallOutAsk { CallOutId = callOut.Id, SupporterId = reader.Id, Circle = Circle.InTheRegion, AskAt = now, Day = DateOnly.FromDateTime(now.UtcDateTime), Number = 1 };
            await scene.Data.SaveAsync(callOut, ask);
            return await scene.WriteAsync("call-out", reader, new { CallOutId = callOut.Id });
        }),
    ];
}
