using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Accounts;
using Portal.Core.Privacy;
using Portal.Core.Shifts;

namespace Portal.Core.Bookings.Attendance.Passes;

/// <summary>
/// Lets one browser note who is there on one shift, without an account: for the phone that everybody uses. It is good as long as the shift
/// runs, nobody ended it and whoever made it may still run the shift; what is noted by it is noted in that person's name.
/// </summary>
public sealed class RosterPass
{
    /// <summary>Bytes of <see cref="TokenHash"/> (HMAC-SHA-256).</summary>
    public const int HashBytes = 32;

    /// <summary>How many of a shift may be open at once.</summary>
    public const int MostOpen = 3;

    /// <summary>How long after its shift it is kept.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(7);

    /// <summary>What the history of a booking says where a change was made by one.</summary>
    internal const string Why = "pass";

    /// <summary>The row's identifier.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid Id { get; init; }

    /// <summary>For which shift.</summary>
    [NotPersonal(Because.Identifier)]
    public required Guid ShiftId { get; init; }

    /// <summary>Who made it.</summary>
    [Personal("to settle doubts", Tier.Restricted, "7 days after the shift", "those who run the shift")]
    public required Guid MadeById { get; init; }

    /// <summary>When.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>The keyed hash of what opens it: of the link until somebody took it, of the cookie from then on, so that the link is good once.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public required byte[] TokenHash { get; set; }

    /// <summary>When a browser took it; null as long as none did.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset? TakenAt { get; set; }

    /// <summary>When somebody ended it; null as long as nobody did.</summary>
    [NotPersonal(Because.Bookkeeping)]
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Whether one can be made for a shift at a moment: from when its roster opens until it ends. Of a task nobody stands at a door.</summary>
    public static bool CanBeMade(DateTimeOffset startsAt, DateTimeOffset endsAt, ShiftStatus status, DateTimeOffset now) =>
        status == ShiftStatus.Published && !RemoteTask.Is(startsAt, endsAt) && now >= CheckInService.OpensAt(startsAt, endsAt) && now < endsAt;

    /// <summary>Whether it is good for its shift as that stands now. One that was made for an earlier day does not come back to life on the day to which the shift was moved.</summary>
    public bool IsGood(DateTimeOffset startsAt, DateTimeOffset endsAt, ShiftStatus status, DateTimeOffset now) =>
        EndedAt is null && MadeAt >= CheckInService.OpensAt(startsAt, endsAt) && CanBeMade(startsAt, endsAt, status, now);
}

internal sealed class RosterPassConfiguration : IEntityTypeConfiguration<RosterPass>
{
    public void Configure(EntityTypeBuilder<RosterPass> builder)
    {
        builder.ToTable("RosterPasses");
        builder.Property(p => p.TokenHash).HasMaxLength(RosterPass.HashBytes);
        builder.HasIndex(p => p.TokenHash).IsUnique();
        builder.HasIndex(p => p.ShiftId);
        builder.HasIndex(p => p.MadeById);
        builder.HasOne<Shift>().WithMany().HasForeignKey(p => p.ShiftId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Supporter>().WithMany().HasForeignKey(p => p.MadeById).OnDelete(DeleteBehavior.Restrict);
    }
}
