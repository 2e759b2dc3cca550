using System.Buffers.Text;
using Microsoft.AspNetCore.Identity;
using Portal.Core.Data;
using Portal.Core.Mail;

namespace Portal.Core.Accounts.SecondStep;

/// <summary>Keeps a person's passkeys (WebAuthn Level 3): the public half of each, under a name of their own.</summary>
public sealed class PasskeyService(PortalDbContext db, UserManager<Supporter> people, SecondStepMail mail, MailBell bell)
{
    /// <summary>Most passkeys of one person.</summary>
    public const int Most = 10;

    /// <summary>Longest name, in UTF-16 units.</summary>
    public const int NameLength = 60;

    /// <summary>A person's passkeys, the newest first.</summary>
    public async Task<IReadOnlyList<OwnPasskey>> ListAsync(Guid supporterId) =>
        [.. (await people.GetPasskeysAsync(await PersonAsync(supporterId))).OrderByDescending(key => key.CreatedAt)
            .Select(key => new OwnPasskey(Base64Url.EncodeToString(key.CredentialId), key.Name ?? "", key.CreatedAt))];

    /// <summary>Adds one that its owner's device has just made.</summary>
    public async Task<AddPasskeyResult> AddAsync(Guid supporterId, UserPasskeyInfo passkey, string? name, CancellationToken cancellationToken)
    {
        var words = TypedText.Line(name);
        if (!TypedText.IsReadable(name) || !TypedText.IsVisible(words) || words.Length > NameLength)
        {
            return AddPasskeyResult.NameWrong;
        }

        var person = await PersonAsync(supporterId);
        if ((await people.GetPasskeysAsync(person)).Count >= Most)
        {
            return AddPasskeyResult.TooMany;
        }

        // A device may be asked twice, and nobody gets a key that is somebody's already.
        if (await people.FindByPasskeyIdAsync(passkey.CredentialId) is not null)
        {
            return AddPasskeyResult.Refused;
        }

        passkey.Name = words;
        // The framework saves the passkey with all that the context holds, and so the mail with it.
        await mail.AddAsync(db, supporterId, SecondStepChange.PasskeyAdded, cancellationToken);
        if (!(await people.AddOrUpdatePasskeyAsync(person, passkey)).Succeeded)
        {
            return AddPasskeyResult.Refused;
        }

        bell.Ring();
        return AddPasskeyResult.Added;
    }

    /// <summary>Removes one of a person's own; another's, or none, is left alone.</summary>
    public async Task RemoveAsync(Guid supporterId, string id, CancellationToken cancellationToken)
    {
        if (Base64Url.IsValid(id) && await people.GetPasskeyAsync(await PersonAsync(supporterId), Base64Url.DecodeFromChars(id)) is { } own)
        {
            await mail.AddAsync(db, supporterId, SecondStepChange.PasskeyRemoved, cancellationToken);
            await people.RemovePasskeyAsync(await PersonAsync(supporterId), own.CredentialId);
            bell.Ring();
        }
    }

    private async Task<Supporter> PersonAsync(Guid supporterId) =>
        await people.FindByIdAsync($"{supporterId}") ?? throw new InvalidOperationException("Who is signed in has an account.");
}

/// <summary>A passkey as its owner sees it.</summary>
/// <param name="Id">Its credential identifier in base64url.</param>
public sealed record OwnPasskey(string Id, string Name, DateTimeOffset CreatedAt);

/// <summary>What came of adding a passkey.</summary>
public enum AddPasskeyResult
{
    /// <summary>It is added.</summary>
    Added,

    /// <summary>It has no name, or one that is too long or cannot be read.</summary>
    NameWrong,

    /// <summary>There are ten already.</summary>
    TooMany,

    /// <summary>What the device answered does not fit what it was asked, or the key is known already.</summary>
    Refused,
}
