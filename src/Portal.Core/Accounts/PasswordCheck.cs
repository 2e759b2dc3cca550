using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;
using Portal.Core.Telemetry;

namespace Portal.Core.Accounts;

/// <summary>
/// Checks address and password. It takes the same work, and gives the same answer, whether or not the address is known, and
/// slows down per account and network instead of locking anybody out.
/// </summary>
public sealed class PasswordCheck(PortalDbContext db, UserManager<Supporter> people, Attempts attempts, DecoyPassword decoy, RefusalNotes notes)
{
    /// <summary>The verdict on one try from a network address.</summary>
    public async Task<PasswordVerdict> TryAsync(string address, string password, string network, CancellationToken cancellationToken)
    {
        if (await attempts.TakeSignInAsync(address, network, cancellationToken) is { } next)
        {
            notes.Note(RefusalKind.Password);
            return new PasswordVerdict.Wait(next);
        }

        var normalized = AccountAddress.Normalized(address);
        var supporter = await db.Supporters.SingleOrDefaultAsync(s => s.NormalizedEmail == normalized, cancellationToken);
        if (password.Length > Passwords.LongestLength || !await IsRightAsync(supporter, password))
        {
            notes.Note(RefusalKind.Password);
            return new PasswordVerdict.Wrong();
        }

        await attempts.ForgetSignInsAsync(address, network, cancellationToken);
        return supporter!.SuspendedAt is null ? new PasswordVerdict.Right(supporter) : new PasswordVerdict.Suspended();
    }

    private async Task<bool> IsRightAsync(Supporter? supporter, string password)
    {
        if (supporter is not null)
        {
            return await people.CheckPasswordAsync(supporter, password);
        }

        decoy.Verify(password);
        return false;
    }
}

/// <summary>What came of trying a password.</summary>
public abstract record PasswordVerdict
{
    /// <summary>It is the person.</summary>
    public sealed record Right(Supporter Supporter) : PasswordVerdict;

    /// <summary>The password is right, the account suspended.</summary>
    public sealed record Suspended : PasswordVerdict;

    /// <summary>Address or password are not right; which, is not told.</summary>
    public sealed record Wrong : PasswordVerdict;

    /// <summary>Too many tries: nothing was checked.</summary>
    public sealed record Wait(DateTimeOffset Until) : PasswordVerdict;
}
