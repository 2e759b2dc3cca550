using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core;
using Portal.Core.Accounts;
using Portal.Core.Accounts.SecondStep;
using Portal.Core.Concerns;
using Portal.Core.Data;
using Portal.Core.Newsletters.Subscriptions;
using Portal.Core.Organisations;
using Portal.Core.Privacy;
using Portal.Core.Shifts;

namespace Portal.Testing.Access;

/// <summary>What is secret in a <see cref="Plot"/>: texts that stand nowhere else, so that finding one means that it got out.</summary>
public static class Secrets
{
    /// <summary>What was written into the record of looks.</summary>
    public const string Detail = "canary-detail-zq7gamma";

    /// <summary>What somebody wrote when they closed a concern about a person.</summary>
    public const string Note = "Canary note zq7zeta";

    /// <summary>A second factor's key, of the framework's.</summary>
    public const string Factor = "CANARYFACTORZQ7DELTA";

    /// <summary>What a person's authenticator app holds.</summary>
    public const string AppKey = "CANARYAPPKEYZQ7EPSILONZQ7EPSILON";

    /// <summary>A canary for each stored property of tier S, by the property's name; a test fails on one that has none.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Of(Plot a, Plot b, byte[] readersHash)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        Organisation[] groups = [a.People.Group, b.People.Group];
        return new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
        {
            [$"{nameof(MeetingPoint)}.{nameof(MeetingPoint.Sealed)}"] = [.. groups.Select(PointOf)],
            [$"{nameof(JoiningLink)}.{nameof(JoiningLink.Sealed)}"] = [.. groups.Select(LinkOf)],
            [$"{nameof(Supporter)}.{nameof(Supporter.Phone)}"] = [.. groups.Select(PhoneOf)],
            [$"{nameof(PersonConcern)}.{nameof(PersonConcern.Sealed)}"] = [.. groups.Select(ConcernOf)],
            [$"{nameof(PersonConcern)}.{nameof(PersonConcern.SealedNote)}"] = [Note],
            [$"{nameof(Authenticator)}.{nameof(Authenticator.Sealed)}"] = [AppKey],
            [$"{nameof(AuditEntry)}.{nameof(AuditEntry.Sealed)}"] = [Detail],
            [$"{nameof(Subscriber)}.{nameof(Subscriber.AddressHash)}"] = [Convert.ToHexString(readersHash), Convert.ToBase64String(readersHash)],
            [$"{typeof(IdentityUserToken<Guid>).Name}.{nameof(IdentityUserToken<>.Value)}"] = [Factor],
        };
    }

    /// <summary>Properties of tier S of which no text could be looked for, and why.</summary>
    public static IReadOnlyDictionary<string, string> Unfindable { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [$"{nameof(AuditEntry)}.{nameof(AuditEntry.ClearActorId)}"] = "an identifier, in rows from before they were sealed",
        [$"{nameof(AuditEntry)}.{nameof(AuditEntry.ClearDetail)}"] = "the same text as in the box, in rows from before they were sealed",
    };

    /// <summary>Puts those in place that no form writes.</summary>
    public static async Task PlantAsync(PortalFactory portal, Supporter person)
    {
        ArgumentNullException.ThrowIfNull(portal);
        ArgumentNullException.ThrowIfNull(person);
        await using (var db = portal.NewContext())
        {
            var now = portal.Clock.GetUtcNow();
            var box = await portal.Services.GetRequiredService<Vault>().SealAsync(db, person.Id, AppKey, CancellationToken.None);
            await CloseConcernAsync(portal, db, now);
            db.Authenticators.Add(new Authenticator { SupporterId = person.Id, Sealed = box, MadeAt = now, ConfirmedAt = now });
            await db.SaveChangesAsync();
        }

        await portal.Data.SaveAsync(
            new AuditEntry { Id = Ids.New(portal.Clock), At = portal.Clock.GetUtcNow(), ActorId = person.Id, Action = "meeting-point.move", SubjectId = person.Id, Detail = Detail },
            new IdentityUserToken<Guid> { UserId = person.Id, LoginProvider = "[canary]", Name = "Key", Value = Factor });
    }

    private static async Task CloseConcernAsync(PortalFactory portal, PortalDbContext db, DateTimeOffset now)
    {
        await portal.RunAsync<ConcernTelling, TellResult>(s => s.TellAsync(null, new("Somebody", "Was told", null, null), CancellationToken.None));
        var id = await db.PersonConcerns.Where(c => c.OrganisationId == null && db.DataKeys.Any(k => k.SubjectId == c.Id)).Select(c => c.Id).SingleAsync();
        var note = await portal.Services.GetRequiredService<Vault>().SealAsync(db, id, Note, CancellationToken.None);
        await db.PersonConcerns.Where(c => c.Id == id).ExecuteUpdateAsync(
            set => set.SetProperty(c => c.SealedNote, note).SetProperty(c => c.ClosedAt, now).SetProperty(c => c.Outcome, ConcernOutcome.Acted));
    }

    /// <summary>The meeting point of an organisation's site.</summary>
    public static string PointOf(Organisation group) => $"Canary point {Mark(group)}";

    /// <summary>The joining link of its shift from home.</summary>
    public static string LinkOf(Organisation group) => $"https://canary-link-{Mark(group)}.example.org/room";

    /// <summary>The phone of its volunteer.</summary>
    public static string PhoneOf(Organisation group) => IsA(group) ? "+33 6 99 17 17 01" : "+33 6 99 17 17 02";

    /// <summary>What somebody told of somebody there.</summary>
    public static string ConcernOf(Organisation group) => $"Canary concern {Mark(group)}";

    private static string Mark(Organisation group) => IsA(group) ? "zq7alpha" : "zq7beta";

    private static bool IsA(Organisation group) => group.Name.EndsWith('A');
}
