using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Mail;

namespace Portal.Core.Qualifications;

/// <summary>Writes what must be said about qualifications into the outbox, each under a key that lets it be said once.</summary>
public sealed class QualificationMail(Outbox outbox, TimeProvider clock)
{
    internal const string GrantedTemplate = "qualification-granted";
    internal const string EndedTemplate = "qualification-ended";
    internal const string EndsTemplate = "qualification-ends";

    /// <summary>The key of the notice that one ends: once for each last day.</summary>
    internal static string EndsKey(Guid qualificationId, DateOnly lastDay) => $"{EndsTemplate}:{qualificationId}:{lastDay:yyyy-MM-dd}";

    /// <summary>Somebody holds something now, or until another day.</summary>
    internal async Task GrantedAsync(PortalDbContext db, Guid supporterId, Guid qualificationId, string cause, CancellationToken cancellationToken) => outbox.Add(
        db,
        new($"{GrantedTemplate}:{qualificationId}:{cause}", MailPriority.Booking, GrantedTemplate, await LanguageAsync(db, supporterId, cancellationToken))
        {
            SupporterId = supporterId,
            Data = new QualificationLetterData(qualificationId),
        });

    /// <summary>An organiser said no, or took something back.</summary>
    internal async Task EndedAsync(PortalDbContext db, Guid supporterId, Guid qualificationId, QualificationEnd end, CancellationToken cancellationToken) => outbox.Add(
        db,
        new($"{EndedTemplate}:{qualificationId}:{Ids.New(clock)}", MailPriority.Booking, EndedTemplate, await LanguageAsync(db, supporterId, cancellationToken))
        {
            SupporterId = supporterId,
            Data = new QualificationEndedLetterData(qualificationId, end),
        });

    /// <summary>Something ends soon.</summary>
    internal void Ends(PortalDbContext db, EndingQualification ending, DateTimeOffset notBefore, DateTimeOffset expiresAt) => outbox.Add(
        db,
        new(EndsKey(ending.Id, ending.LastDay), MailPriority.Booking, EndsTemplate, ending.Language)
        {
            SupporterId = ending.SupporterId,
            Data = new QualificationEndsLetterData(ending.Id, ending.LastDay),
            NotBefore = notBefore,
            ExpiresAt = expiresAt,
        });

    private static Task<string> LanguageAsync(PortalDbContext db, Guid supporterId, CancellationToken cancellationToken) =>
        db.Supporters.Where(s => s.Id == supporterId).Select(s => s.Language).FirstAsync(cancellationToken);
}

/// <summary>How somebody comes not to hold something.</summary>
internal enum QualificationEnd
{
    /// <summary>It was asked for and not confirmed.</summary>
    Refused,

    /// <summary>A new last day was asked for and not given; it counts until the old one.</summary>
    NotRenewed,

    /// <summary>It was held and is no more.</summary>
    TakenBack,
}

/// <summary>What a letter about a qualification needs to find it again.</summary>
internal sealed record QualificationLetterData(Guid QualificationId);

/// <summary>The same, with what became of it.</summary>
internal sealed record QualificationEndedLetterData(Guid QualificationId, QualificationEnd End);

/// <summary>The same, with the last day that the letter tells of.</summary>
internal sealed record QualificationEndsLetterData(Guid QualificationId, DateOnly LastDay);
