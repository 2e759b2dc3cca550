using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Organisations;
using Portal.Core.Privacy;

namespace Portal.Core.Qualifications;

/// <summary>
/// The kinds of qualification: an organisation's own, which its organisers write, and those that count with all, which only
/// administrators of the coalition write. None is ever deleted: people hold it.
/// </summary>
public sealed class KindService(Retry retry, QualificationNames names, TimeProvider clock)
{
    /// <summary>Adds one, with an organisation or for all; the form's key is its identifier, so that a double tap adds one.</summary>
    public Task<KindOutcome> AddAsync(Guid actorId, Guid formKey, Guid? organisationId, LocalText name, CancellationToken cancellationToken) => WriteAsync(
        actorId,
        "qualification-kind.add",
        name,
        async (db, clean, token) =>
        {
            if (!await MayWriteAsync(db, actorId, organisationId, token))
            {
                return null;
            }

            var known = await db.QualificationKinds.FirstOrDefaultAsync(k => k.Id == formKey, token);
            return known is null ? db.QualificationKinds.Add(new QualificationKind { Id = formKey, OrganisationId = organisationId, Name = clean }).Entity
                : known.OrganisationId == organisationId ? known : null;
        },
        cancellationToken);

    /// <summary>Calls one otherwise.</summary>
    public Task<KindOutcome> RenameAsync(Guid actorId, Guid kindId, LocalText name, CancellationToken cancellationToken) => WriteAsync(
        actorId,
        "qualification-kind.rename",
        name,
        async (db, clean, token) =>
        {
            if (await OwnAsync(db, actorId, kindId, token) is not { } kind)
            {
                return null;
            }

            kind.Name = clean;
            return kind;
        },
        cancellationToken);

    /// <summary>Grants it no more, or does again. Who holds it keeps it, and positions that ask for it still do.</summary>
    public Task<KindOutcome> RetireAsync(Guid actorId, Guid kindId, bool retired, CancellationToken cancellationToken) => WriteAsync(
        actorId,
        retired ? "qualification-kind.retire" : "qualification-kind.bring-back",
        name: null,
        async (db, _, token) =>
        {
            if (await OwnAsync(db, actorId, kindId, token) is not { } kind)
            {
                return null;
            }

            kind.RetiredAt = retired ? kind.RetiredAt ?? clock.GetUtcNow() : null;
            return kind;
        },
        cancellationToken);

    private async Task<KindOutcome> WriteAsync(
        Guid actorId, string action, LocalText? name, Func<PortalDbContext, LocalText, CancellationToken, Task<QualificationKind?>> write, CancellationToken cancellationToken)
    {
        var clean = name is null ? LocalText.Of("") : TextFault.Line(name);
        if (name is not null && TextFault.In(nameof(QualificationKind.Name), clean, QualificationKind.NameLength, needed: true).ToList() is { Count: > 0 } faults)
        {
            return new(Found: true, faults);
        }

        var outcome = await retry.RunAsync(
            async (db, token) =>
            {
                if (await write(db, clean, token) is not { } kind)
                {
                    return new KindOutcome(Found: false, []);
                }

                if (kind.RetiredAt is null && await TakenAsync(db, kind, token) is { Count: > 0 } taken)
                {
                    return new(Found: true, taken);
                }

                if (db.ChangeTracker.HasChanges())
                {
                    db.AuditEntries.Add(new AuditEntry { Id = Ids.New(clock), At = clock.GetUtcNow(), ActorId = actorId, Action = action, SubjectId = kind.Id, OrganisationId = kind.OrganisationId });
                    await db.SaveChangesAsync(token);
                }

                return new(Found: true, []);
            },
            cancellationToken);
        names.Changed();
        return outcome;
    }

    /// <summary>Whether an organiser would read two of that name in one list: those that count with all, and the organisation's own.</summary>
    private static async Task<List<TextFault>> TakenAsync(PortalDbContext db, QualificationKind kind, CancellationToken cancellationToken)
    {
        var others = await db.QualificationKinds
            .Where(k => k.Id != kind.Id && k.RetiredAt == null && (k.OrganisationId == null || k.OrganisationId == kind.OrganisationId))
            .Select(k => k.Name).ToListAsync(cancellationToken);
        return [.. TextFault.Taken(nameof(QualificationKind.Name), kind.Name, others)];
    }

    private async Task<QualificationKind?> OwnAsync(PortalDbContext db, Guid actorId, Guid kindId, CancellationToken cancellationToken) =>
        await db.QualificationKinds.FirstOrDefaultAsync(k => k.Id == kindId, cancellationToken) is { } kind && await MayWriteAsync(db, actorId, kind.OrganisationId, cancellationToken) ? kind : null;

    private Task<bool> MayWriteAsync(PortalDbContext db, Guid actorId, Guid? organisationId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return organisationId is { } id
            ? db.OrganisedBy(actorId, now).ContainsAsync(id, cancellationToken)
            : db.Administrators(now).ContainsAsync(actorId, cancellationToken);
    }
}

/// <summary>How writing a kind ended.</summary>
/// <param name="Found">Whether there is such a kind or organisation of this person's to write.</param>
/// <param name="Faults">What is wrong with the name.</param>
public sealed record KindOutcome(bool Found, IReadOnlyList<TextFault> Faults);
