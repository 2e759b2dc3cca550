using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Data;
using Portal.Core.Privacy;

namespace Portal.Core.Accounts;

/// <summary>On which day somebody was here last. It stands apart from the account, whose store writes every column.</summary>
public sealed class LastVisit
{
    /// <summary>Who.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid SupporterId { get; init; }

    /// <summary>The day, in UTC.</summary>
    [Personal("to remove accounts that nobody uses any more", Tier.Restricted, Because.Account, Because.Oneself)]
    public required DateOnly Day { get; set; }
}

/// <summary>Writes visits down.</summary>
internal static class LastVisits
{
    /// <summary>That somebody is here now: one write a day. In the caller's context, who need not save.</summary>
    public static async Task VisitAsync(this PortalDbContext db, Guid supporterId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        if (await db.LastVisits.Where(v => v.SupporterId == supporterId && v.Day < today).ExecuteUpdateAsync(set => set.SetProperty(v => v.Day, today), cancellationToken) == 0
            && !await db.LastVisits.AnyAsync(v => v.SupporterId == supporterId, cancellationToken))
        {
            db.LastVisits.Add(new LastVisit { SupporterId = supporterId, Day = today });
            await db.SaveChangesAsync(cancellationToken);
        }
    }
}

internal sealed class LastVisitConfiguration : IEntityTypeConfiguration<LastVisit>
{
    public void Configure(EntityTypeBuilder<LastVisit> builder)
    {
        builder.ToTable("LastVisits");
        builder.HasKey(v => v.SupporterId);
        builder.HasOne<Supporter>().WithOne().HasForeignKey<LastVisit>(v => v.SupporterId);
    }
}
