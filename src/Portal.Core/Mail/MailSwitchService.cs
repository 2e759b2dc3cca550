using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Portal.Core.Data;

namespace Portal.Core.Mail;

/// <summary>Stops and resumes sending as a whole, for all workers at once.</summary>
public sealed class MailSwitchService(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock, ILogger<MailSwitchService> log)
{
    /// <summary>Why sending is stopped, or null when it is not.</summary>
    public async Task<string?> StoppedBecauseAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.MailSwitches.Where(s => s.StoppedAt != null).Select(s => s.Reason ?? "stopped").FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Stops sending; what waits goes on waiting.</summary>
    public async Task StopAsync(string reason, CancellationToken cancellationToken)
    {
        log.LogCritical("Mail is stopped: the provider answered {Reason}. Nothing is lost; put the setting right and start again.", reason);
        var now = clock.GetUtcNow();
        await SetAsync(switches => switches.Where(s => s.StoppedAt == null), now, reason, cancellationToken);
    }

    /// <summary>Lets mail go out again that the provider's answer stopped; where a person stopped it, it stays so. Where the cause persists, the first message stops it again and nothing is burnt.</summary>
    public Task ResumeAsync(CancellationToken cancellationToken) => SetAsync(switches => switches.Where(s => s.StoppedById == null), null, null, cancellationToken);

    private async Task SetAsync(Func<IQueryable<MailSwitch>, IQueryable<MailSwitch>> which, DateTimeOffset? at, string? reason, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await which(db.MailSwitches.Where(s => s.Id == MailSwitch.TheOne)).ExecuteUpdateAsync(
            set => set.SetProperty(s => s.StoppedAt, at).SetProperty(s => s.Reason, reason), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
