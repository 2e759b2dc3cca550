using Microsoft.EntityFrameworkCore;
using Portal.Core;
using Portal.Core.Accounts;
using Portal.Core.Accounts.AddressChanges;
using Portal.Core.Accounts.Deletion;
using Portal.Core.Accounts.SecondStep;
using Portal.Core.Accounts.TwoPersons;
using Portal.Core.Accounts.Welcome;
using Portal.Core.Concerns;
using Portal.Core.Mail;
using Portal.Core.Organisations.Appointments;

namespace Portal.Testing.Letters;

/// <summary>Letters about an account and its address.</summary>
internal static class AccountLetters
{
    public static IEnumerable<LetterCase> Cases =>
    [
        new("confirm-address", "new", async scene => await scene.WriteAsync("confirm-address", await scene.ReaderAsync(confirmed: false), priority: MailPriority.Account)),
        Plain("already-registered"),
        Plain("reset-password"),
        Plain("address-works"),
        Plain("account-deleted"),
        Plain("deletion-stopped"),
        new("idle-warning", "plain", async scene => await scene.WriteAsync("idle-warning", await scene.ReaderAsync(), new { Day = new DateOnly(2030, 5, 1) })),
        new("deletion-asked", "plain", async scene =>
        {
            var (reader, now) = (await scene.ReaderAsync(), scene.Portal.Clock.GetUtcNow());
            await scene.Data.SaveAsync(new AccountDeletion { SupporterId = reader.Id, Cause = DeletionCause.Asked, AskedAt = now, DueAt = now + DeletionService.Pause });
            return await scene.WriteAsync("deletion-asked", reader, priority: MailPriority.Account);
        }),
        Change("change-address", "asked", taken: false, done: false),
        Change("change-address", "taken", taken: true, done: false),
        Change("address-changed", "done", taken: false, done: true),
        .. Roles,
        .. Enum.GetValues<CoalitionRoleKind>().Select(Ended),
        .. new[] { false, true }.SelectMany(Suspension),
        Concern,
        .. Enum.GetValues<AppointmentStage>().Select(Invited),
        Digest,
        .. Enum.GetValues<WelcomeStep>().Select(step => new LetterCase("welcome", $"{step}", async scene =>
        {
            var (reader, now) = (await scene.ReaderAsync(), scene.Portal.Clock.GetUtcNow());
            await using var db = scene.Portal.NewContext();
            await db.Supporters.Where(s => s.Id == reader.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.WelcomeFrom, now));
            return await scene.WriteAsync("welcome", reader, new { Step = step }, MailPriority.Subscription);
        })),
        .. Enum.GetValues<SecondStepChange>().Select(change => new LetterCase("second-step-changed", $"{change}", async scene =>
            await scene.WriteAsync("second-step-changed", await scene.ReaderAsync(), new { Change = change }, MailPriority.Account))),
    ];

    private static IEnumerable<LetterCase> Roles =>
        from kind in Enum.GetValues<TwoPersonKind>()
        from stage in Enum.GetValues<TwoPersonStage>()
        select new LetterCase("two-persons", $"{kind} {stage}", async scene =>
        {
            var (reader, now) = (await scene.Data.CreateAdministratorAsync(), scene.Portal.Clock.GetUtcNow());
            var request = new TwoPersonRequest { Id = Ids.New(scene.Portal.Clock), Kind = kind, SubjectId = (await scene.ReaderAsync()).Id, AskedById = scene.Organiser.Id, AskedAt = now, ExpiresAt = now + TwoPersonRequest.Waits };
            await scene.Data.SaveAsync(request);
            return await scene.WriteAsync("two-persons", reader, new { RequestId = request.Id, Stage = stage }, MailPriority.Account);
        });

    private static IEnumerable<LetterCase> Suspension(bool isLifted) =>
    [
        new("account-suspended", isLifted ? "lifted" : "begun", async scene =>
        {
            var reader = await scene.Data.CreateSupporterAsync(scene.Setting.Person, suspended: !isLifted, language: scene.Setting.Language);
            await scene.Data.MakeMemberAsync(reader, scene.Group);
            return await scene.WriteAsync("account-suspended", reader, new { SubjectId = reader.Id, ActorId = scene.Organiser.Id, IsLifted = isLifted }, MailPriority.Account);
        }),
        new("suspension-told", isLifted ? "lifted" : "begun", async scene =>
            await scene.WriteAsync("suspension-told", scene.Organiser, new { SubjectId = (await scene.ReaderAsync()).Id, ActorId = (await scene.ReaderAsync()).Id, IsLifted = isLifted })),
    ];

    private static LetterCase Concern => new("concern-told", "plain", async scene =>
    {
        var reader = await scene.Data.CreateAdministratorAsync();
        var concern = new PersonConcern { Id = Ids.New(scene.Portal.Clock), Sealed = new byte[40], MayWrite = false, ToldAt = scene.Portal.Clock.GetUtcNow() };
        await scene.Data.SaveAsync(concern);
        return await scene.WriteAsync("concern-told", reader, new { ConcernId = concern.Id });
    });

    private static LetterCase Invited(AppointmentStage stage) => new("organiser-invitation", $"{stage}", async scene =>
    {
        var (reader, now) = (await scene.ReaderAsync(), scene.Portal.Clock.GetUtcNow());
        var invitation = new OrganiserInvitation { Id = Ids.New(scene.Portal.Clock), OrganisationId = scene.Group.Id, SupporterId = reader.Id, InvitedById = scene.Organiser.Id, InvitedAt = now, ExpiresAt = now + OrganiserInvitation.Waits };
        await scene.Data.SaveAsync(invitation);
        return await scene.WriteAsync("organiser-invitation", stage == AppointmentStage.Invited ? reader : scene.Organiser, new { InvitationId = invitation.Id, Stage = stage }, MailPriority.Account);
    });

    private static LetterCase Digest => new("audit-digest", "empty", async scene =>
    {
        var reader = await scene.ReaderAsync();
        await scene.Data.SaveAsync(new CoalitionRole { SupporterId = reader.Id, Kind = CoalitionRoleKind.Auditor, GrantedAt = scene.Portal.Clock.GetUtcNow() });
        return await scene.WriteAsync("audit-digest", reader, new { Monday = new DateOnly(2026, 1, 5) }, MailPriority.Account);
    });

    private static LetterCase Ended(CoalitionRoleKind kind) => new("coalition-role-ended", $"{kind}", async scene =>
    {
        var reader = await scene.ReaderAsync();
        return await scene.WriteAsync("coalition-role-ended", reader, new { SubjectId = reader.Id, Kind = kind, ActorId = scene.Organiser.Id }, MailPriority.Account);
    });

    private static LetterCase Plain(string template) =>
        new(template, "plain", async scene => await scene.WriteAsync(template, await scene.ReaderAsync(), priority: MailPriority.Account));

    private static LetterCase Change(string template, string name, bool taken, bool done) => new(template, name, async scene =>
    {
        var (reader, other, now) = (await scene.ReaderAsync(), await scene.ReaderAsync(), scene.Portal.Clock.GetUtcNow());
        var change = new AddressChange
        {
            Id = Ids.New(scene.Portal.Clock),
            SupporterId = reader.Id,
            NewAddress = taken ? other.Email! : $"new-{reader.Email}",
            OldAddress = done ? $"old-{reader.Email}" : null,
            AskedAt = now,
            DoneAt = done ? now : null,
        };
        await scene.Data.SaveAsync(change);
        return await scene.WriteAsync(template, reader, new { ChangeId = change.Id }, MailPriority.Account);
    });
}
