using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Portal.Core.Telemetry;

internal sealed class JobReportConfiguration : IEntityTypeConfiguration<JobReport>
{
    public void Configure(EntityTypeBuilder<JobReport> builder)
    {
        builder.HasKey(r => r.Name);
        builder.Property(r => r.Name).HasMaxLength(60);
        builder.Property(r => r.Did).HasMaxLength(500);
        builder.Property(r => r.LastError).HasMaxLength(500);
    }
}
