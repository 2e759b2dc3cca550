using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Privacy;

namespace Portal.Core.Accounts;

/// <summary>Keeps a person's phone, sealed under the person's own key. Others read it in call rounds only.</summary>
public sealed class PhoneService(Retry retry, Vault vault)
{
    private const int FewestDigits = 6;
    private const int MostDigits = 15;
    private const int Length = 30;

    /// <summary>One's own phone, or null.</summary>
    public Task<string?> ReadAsync(Guid supporterId, CancellationToken cancellationToken) => retry.RunAsync(
        async (db, token) => await db.Supporters.Where(s => s.Id == supporterId).Select(s => s.Phone).FirstOrDefaultAsync(token) is { } box
            ? await vault.OpenAsync(db, supporterId, box, token)
            : null,
        cancellationToken);

    /// <summary>Keeps a number, or forgets it where there is none. False where it is no number: six to fifteen digits, written with spaces, dots, hyphens, brackets and a plus at most.</summary>
    public Task<bool> SaveAsync(Guid supporterId, string? phone, CancellationToken cancellationToken)
    {
        var number = phone?.Trim() ?? "";
        return number.Length > 0 && !IsNumber(number)
            ? Task.FromResult(false)
            : retry.RunAsync((db, token) => SaveOnceAsync(db, supporterId, number, token), cancellationToken);
    }

    private async Task<bool> SaveOnceAsync(PortalDbContext db, Guid supporterId, string number, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var box = number.Length == 0 ? null : await vault.SealAsync(db, supporterId, number, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await db.Supporters.Where(s => s.Id == supporterId).ExecuteUpdateAsync(set => set.SetProperty(s => s.Phone, box), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Whether a text is a number that a phone can ring.</summary>
    internal static bool IsNumber(string text) =>
        text.Length <= Length && text.All(c => char.IsAsciiDigit(c) || " .-()+/".Contains(c, StringComparison.Ordinal)) && text.Count(char.IsAsciiDigit) is >= FewestDigits and <= MostDigits;
}
