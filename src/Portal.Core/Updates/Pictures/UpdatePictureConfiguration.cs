using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Accounts;

namespace Portal.Core.Updates.Pictures;

internal sealed class UpdatePictureConfiguration : IEntityTypeConfiguration<UpdatePicture>
{
    public void Configure(EntityTypeBuilder<UpdatePicture> builder)
    {
        builder.HasOne<Update>().WithOne(u => u.Picture).HasForeignKey<UpdatePicture>(p => p.UpdateId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Supporter>().WithMany().HasForeignKey(p => p.UploadedById).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Supporter>().WithMany().HasForeignKey(p => p.ReleasedById).OnDelete(DeleteBehavior.Restrict);
        builder.Property(p => p.Alt).HasMaxLength(UpdatePicture.AltLength);
        builder.Property(p => p.ReleasedAt).IsConcurrencyToken();
    }
}
