using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Accounts;
using Portal.Core.Privacy;

namespace Portal.Core.Updates.Following;

/// <summary>That somebody does not want to see a channel that they may read. What is urgent and concerns their own shifts they see all the same.</summary>
public sealed class ChannelMute
{
    /// <summary>Who.</summary>
    [Personal("to show what one wants to see", Tier.Restricted, Because.Account, Because.Oneself)]
    public required Guid SupporterId { get; init; }

    /// <summary>The channel's name.</summary>
    [Personal("to show what one wants to see", Tier.Restricted, Because.Account, Because.Oneself)]
    public required string Channel { get; init; }
}

internal sealed class ChannelMuteConfiguration : IEntityTypeConfiguration<ChannelMute>
{
    public void Configure(EntityTypeBuilder<ChannelMute> builder)
    {
        builder.HasKey(m => new { m.SupporterId, m.Channel });
        builder.Property(m => m.Channel).HasMaxLength(Updates.Channel.NameLength);
        builder.HasOne<Supporter>().WithMany().HasForeignKey(m => m.SupporterId).OnDelete(DeleteBehavior.Cascade);
    }
}
