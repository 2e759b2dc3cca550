using Microsoft.EntityFrameworkCore;
using Portal.Core;
using Portal.Core.Accounts;
using Portal.Core.Bookings;
using Portal.Core.Mail;
using Portal.Core.Organisations;
using Portal.Core.Privacy;
using Portal.Core.Privacy.Reveals;
using Portal.Core.Qualifications;

namespace Portal.Testing.Letters;

/// <summary>Letters about memberships and qualifications.</summary>
internal static class GroupLetters
{
    private const string Waiting = "answers-waited-for";

    private static readonly DateOnly LastDay = new(2027, 2, 10);

    public static IEnumerable<LetterCase> Cases =>
    [
        new(Waiting, "one of each", async scene =>
        {
            await scene.BookingAsync(BookingState.Requested, scene.Portal.Clock.GetUtcNow().AddHours(12));
            await scene.Data.MakeMemberAsync(await scene.ReaderAsync(), scene.Group, state: MembershipState.Requested);
            await QualificationAsync(scene, await scene.ReaderAsync(), QualificationState.Requested);
            return await scene.WriteAsync(Waiting, scene.Organiser);
        }),
        Membership("membership-answered", MembershipState.Active),
        Membership("membership-answered", MembershipState.Ended),
        Membership("membership-role", MembershipState.Active, MembershipRole.ShiftLead),
        Membership("membership-role", MembershipState.Active, MembershipRole.Organiser),
        Membership("membership-ended", MembershipState.Ended),
        Ends(isOwn: true),
        Ends(isOwn: false),
        Held(isOwn: true),
        Held(isOwn: false),
        Qualification("qualification-granted", QualificationState.Held),
        Qualification("qualification-ended", QualificationState.Ended),
        Qualification("qualification-ends", QualificationState.Held),
        Concern(holdsBack: true),
        Concern(holdsBack: false),
        new("glass-broken", "with its reason", async scene =>
        {
            var entry = new AuditEntry
            {
                Id = Ids.New(scene.Portal.Clock),
                At = scene.Portal.Clock.GetUtcNow(),
                ActorId = (await scene.ReaderAsync()).Id,
                Action = MeetingPointReader.GlassBroken,
                SubjectId = scene.Site.Id,
                OrganisationId = scene.Group.Id,
                Detail = "Nobody of theirs answers, and a van waits there",
            };
            await scene.Data.SaveAsync(entry);
            return await scene.WriteAsync("glass-broken", scene.Organiser, new { EntryId = entry.Id });
        }),
    ];

    private static LetterCase Concern(bool holdsBack) => new("point-concern", holdsBack ? "held back" : "as before", async scene =>
    {
        var concern = new PointConcern
        {
            Id = Ids.New(scene.Portal.Clock),
            SupporterId = (await scene.ReaderAsync()).Id,
            OrganisationId = scene.Group.Id,
            RaisedAt = scene.Portal.Clock.GetUtcNow(),
            HoldsBack = holdsBack,
        };
        await scene.Data.SaveAsync(concern);
        return await scene.WriteAsync("point-concern", scene.Organiser, new { ConcernId = concern.Id });
    });

    private static LetterCase Membership(string template, MembershipState state, MembershipRole role = MembershipRole.Volunteer) => new(template, $"{state} {role}", async scene =>
    {
        var (booking, reader, _) = await scene.BookingAsync(BookingState.Confirmed);
        var membership = await scene.Data.MakeMemberAsync(reader, scene.Group, role, state);
        return await scene.WriteAsync(template, reader, new { MembershipId = membership.Id, Role = role, TookBack = false, Bookings = new[] { booking.Id } });
    });

    private static LetterCase Ends(bool isOwn) => new("membership-ends", isOwn ? "own" : "of another", async scene =>
    {
        var (reader, endsAt) = (await scene.ReaderAsync(), scene.Portal.Clock.GetUtcNow().AddDays(9));
        var membership = await scene.Data.MakeMemberAsync(reader, scene.Group);
        await EndAsync(scene, membership, endsAt);
        return await scene.WriteAsync("membership-ends", isOwn ? reader : scene.Organiser, new { MembershipId = membership.Id, EndsAt = endsAt });
    });

    private static LetterCase Held(bool isOwn) => new("membership-held", isOwn ? "own" : "of another", async scene =>
    {
        var membership = await scene.Data.MakeMemberAsync(await scene.ReaderAsync(), scene.Group, MembershipRole.Organiser);
        return await scene.WriteAsync("membership-held", isOwn ? await ReaderOfAsync(scene, membership) : await scene.Data.CreateAdministratorAsync(), new { MembershipId = membership.Id }, MailPriority.Account);
    });

    private static async Task EndAsync(LetterScene scene, Membership membership, DateTimeOffset endsAt)
    {
        await using var db = scene.Portal.NewContext();
        await db.Memberships.Where(m => m.Id == membership.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.EndsAt, endsAt));
    }

    private static async Task<Supporter> ReaderOfAsync(LetterScene scene, Membership membership)
    {
        await using var db = scene.Portal.NewContext();
        return await db.Supporters.SingleAsync(s => s.Id == membership.SupporterId);
    }

    private static LetterCase Qualification(string template, QualificationState state) => new(template, $"{state}", async scene =>
    {
        var (_, reader, _) = await scene.BookingAsync(BookingState.Confirmed);
        var qualification = await QualificationAsync(scene, reader, state);
        return await scene.WriteAsync(template, reader, new { QualificationId = qualification.Id, End = 2, LastDay });
    });

    private static async Task<Qualification> QualificationAsync(LetterScene scene, Supporter reader, QualificationState state)
    {
        var kind = new QualificationKind { Id = Ids.New(scene.Portal.Clock), OrganisationId = scene.Group.Id, Name = LocalText.Of(scene.Setting.Work) };
        var qualification = new Qualification
        {
            Id = Ids.New(scene.Portal.Clock),
            SupporterId = reader.Id,
            KindId = kind.Id,
            OrganisationId = scene.Group.Id,
            State = state,
            LastDay = LastDay,
            RequestedAt = scene.Portal.Clock.GetUtcNow(),
        };
        await scene.Data.SaveAsync(kind, qualification);
        return qualification;
    }
}
