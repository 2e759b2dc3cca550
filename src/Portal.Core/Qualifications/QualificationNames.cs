using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Data;

namespace Portal.Core.Qualifications;

/// <summary>The names of all kinds of qualification. They are few and hardly ever change, so they are kept for a minute.</summary>
public sealed class QualificationNames(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);
    private Reading? _current;

    /// <summary>The names by the kinds' identifiers.</summary>
    public async ValueTask<IReadOnlyDictionary<Guid, LocalText>> AllAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (_current is { } kept && now - kept.ReadAt < Kept)
        {
            return kept.Names;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var names = (await db.QualificationKinds.AsNoTracking().ToDictionaryAsync(k => k.Id, k => k.Name, cancellationToken)).ToFrozenDictionary();
        _current = new(now, names);
        return names;
    }

    /// <summary>Forgets them after a change in this process.</summary>
    public void Changed() => _current = null;

    private sealed record Reading(DateTimeOffset ReadAt, FrozenDictionary<Guid, LocalText> Names);
}
