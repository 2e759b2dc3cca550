using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Accounts;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Organisations;
using Portal.Core.Privacy;

namespace Portal.Core.Concerns;

/// <summary>
/// Takes a concern about a person from anybody, for people outside that person's organisation. Nothing is stored where nobody could read it.
/// That it was told is no line of the record: the record shall not lead to whoever spoke up. Every reading of it is one.
/// </summary>
public sealed class ConcernTelling(Retry retry, Vault vault, Outbox outbox, MailBell bell, TimeProvider clock)
{
    private const int Piece = 200;

    /// <summary>Seals it and tells those who may read it, by a letter that says nothing of it.</summary>
    /// <param name="reporterId">Who tells it, where they are signed in.</param>
    public async Task<TellResult> TellAsync(Guid? reporterId, NewConcern concern, CancellationToken cancellationToken)
    {
        var told = new ToldConcern(TypedText.Line(concern.About), TypedText.Lines(concern.What), reporterId is null ? AccountAddress.Clean(concern.Contact) : null);
        if (!TypedText.IsVisible(told.About) || told.About.Length > NewConcern.AboutLength || !TypedText.IsVisible(told.What) || told.What.Length > NewConcern.WhatLength)
        {
            return TellResult.Unfit;
        }

        var result = await retry.RunAsync((db, token) => TellOnceAsync(db, reporterId, concern, told, token), cancellationToken);
        bell.Ring();
        return result;
    }

    /// <summary>The organisations to choose from, and whether somebody organises there now who would read it.</summary>
    /// <param name="readerId">Who asks: nobody reads what they told themselves.</param>
    public Task<IReadOnlyList<ConcernChoice>> ChoicesAsync(Guid? readerId, CancellationToken cancellationToken) => retry.RunAsync<IReadOnlyList<ConcernChoice>>(
        async (db, token) =>
        {
            var now = clock.GetUtcNow();
            var organisers = db.Organisers(now).Where(m => readerId == null || m.SupporterId != readerId);
            return await db.Organisations.AsNoTracking().OrderBy(o => o.Name).Select(o => new ConcernChoice(o.Id, o.Slug, o.Name, organisers.Any(m => m.OrganisationId == o.Id))).ToListAsync(token);
        },
        cancellationToken);

    /// <summary>Erases, with their keys, what was closed long ago, or told longer ago and never closed. Returns how many.</summary>
    public async Task<int> ForgetAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (closed, open) = (now.AddMonths(-PersonConcern.MonthsKept), now.AddMonths(-PersonConcern.MonthsOpen));
        for (var all = 0; ;)
        {
            var some = await retry.RunAsync(
                async (db, token) =>
                {
                    await using var transaction = await db.Database.BeginTransactionAsync(token);
                    var over = await db.PersonConcerns.Where(c => c.ClosedAt < closed || (c.ClosedAt == null && c.ToldAt < open)).OrderBy(c => c.Id).Select(c => c.Id).Take(Piece).ToListAsync(token);
                    await db.DataKeys.Where(k => over.Contains(k.SubjectId)).ExecuteDeleteAsync(token);
                    await db.PersonConcerns.Where(c => over.Contains(c.Id)).ExecuteDeleteAsync(token);
                    await transaction.CommitAsync(token);
                    return over.Count;
                },
                cancellationToken);
            all += some;
            if (some < Piece)
            {
                return all;
            }
        }
    }

    private async Task<TellResult> TellOnceAsync(PortalDbContext db, Guid? reporterId, NewConcern concern, ToldConcern told, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var (now, named, chosen) = (clock.GetUtcNow(), concern.OrganisationId, concern.ReaderOrganisationId);
        if (named is not null && named == chosen)
        {
            return TellResult.SameOrganisation;
        }

        if (await db.Organisations.CountAsync(o => o.Id == named || o.Id == chosen, cancellationToken) != (named is null ? 0 : 1) + (chosen is null ? 0 : 1))
        {
            return TellResult.Unfit;
        }

        var ids = db.ConcernReaders(named, chosen, reporterId, concern.CircleId, now);
        var readers = await db.Supporters.Where(s => ids.Contains(s.Id)).OrderBy(s => s.Id).Select(s => new { s.Id, s.Language }).ToListAsync(cancellationToken);
        if (readers.Count == 0)
        {
            return TellResult.NobodyReads;
        }

        var id = concern.Key is { } key ? IdOf(key) : Ids.New(clock);
        if (await db.PersonConcerns.AnyAsync(c => c.Id == id, cancellationToken))
        {
            return TellResult.Told;
        }

        db.PersonConcerns.Add(new PersonConcern
        {
            Id = id,
            OrganisationId = named,
            ReaderOrganisationId = chosen,
            CircleId = concern.CircleId,
            ReporterId = reporterId,
            MayWrite = reporterId is not null && concern.MayWrite,
            Sealed = await vault.SealAsync(db, id, JsonSerializer.Serialize(told), cancellationToken),
            ToldAt = now,
        });
        foreach (var reader in readers)
        {
            outbox.Add(db, new MailDraft($"{ConcernToldLetter.Name}:{id}:{reader.Id}", MailPriority.Booking, ConcernToldLetter.Name, reader.Language) { SupporterId = reader.Id, Data = new ConcernLetterData(id) });
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TellResult.Told;
    }

    // Of what a browser sends a row's number is made, and never taken: under it stands a key, and another's must not be met.
    private static Guid IdOf(Guid key) => new(SHA256.HashData([.. "concern"u8, .. key.ToByteArray()]).AsSpan(0, 16));
}

/// <summary>How telling ended.</summary>
public enum TellResult
{
    /// <summary>It is sealed, and those who read it are told.</summary>
    Told,

    /// <summary>Nobody of those chosen is outside the organisation named, so nobody could read it. Nothing was stored.</summary>
    NobodyReads,

    /// <summary>The organisation named was chosen to read it. Nothing was stored.</summary>
    SameOrganisation,

    /// <summary>Something is missing, too long, or not there.</summary>
    Unfit,
}
