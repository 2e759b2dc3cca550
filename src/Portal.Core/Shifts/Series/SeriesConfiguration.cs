using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Portal.Core.Accounts;

namespace Portal.Core.Shifts.Series;

internal sealed class SeriesConfiguration : IEntityTypeConfiguration<ShiftSeries>
{
    public void Configure(EntityTypeBuilder<ShiftSeries> builder)
    {
        builder.HasIndex(s => s.MadeThrough);
        builder.HasOne(s => s.Organisation).WithMany().HasForeignKey(s => s.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(s => s.Activity).WithMany().HasForeignKey(s => s.ActivityId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(s => s.Site).WithMany().HasForeignKey(s => s.SiteId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Supporter>().WithMany().HasForeignKey(s => s.LeadId).OnDelete(DeleteBehavior.SetNull);
        builder.Property(s => s.TimeZone).HasMaxLength(64);
        builder.Property(s => s.Rule).HasMaxLength(SeriesRule.TextLength);
        builder.Property(s => s.Description).HasMaxLength(Shift.DescriptionLength);
        builder.Property(s => s.DescriptionLanguage).HasMaxLength(8);
        builder.Property(s => s.Positions).HasConversion(new PositionsConverter(), new PositionsComparer());
        foreach (var name in new[] { nameof(ShiftSeries.MadeThrough), nameof(ShiftSeries.Version) })
        {
            builder.Property(name).Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Throw);
        }
    }

    /// <summary>Stores planned positions as their JSON.</summary>
    private sealed class PositionsConverter() : ValueConverter<IReadOnlyList<NewPosition>, string>(positions => Write(positions), json => Read(json))
    {
        private static string Write(IReadOnlyList<NewPosition> positions) =>
            JsonSerializer.Serialize(positions.Select(p => new Stored(p.Name.ToJson(), p.Minimum, p.Capacity, [.. p.Languages], p.IsInterpreter, [.. p.Qualifications], p.BeginnerFriendly)));

        private static IReadOnlyList<NewPosition> Read(string json) =>
            [.. (JsonSerializer.Deserialize<List<Stored>>(json) ?? []).Select(p => new NewPosition(LocalText.Parse(p.Name), p.Minimum, p.Capacity)
            {
                Languages = p.Languages,
                IsInterpreter = p.IsInterpreter,
                Qualifications = p.Qualifications,
                BeginnerFriendly = p.BeginnerFriendly,
            })];
    }

    private sealed record Stored(string Name, int Minimum, int Capacity, List<string> Languages, bool IsInterpreter, List<Guid> Qualifications, bool BeginnerFriendly);

    private sealed class PositionsComparer() : ValueComparer<IReadOnlyList<NewPosition>>(
        (a, b) => ReferenceEquals(a, b) || (a != null && b != null && a.Count == b.Count && a.Zip(b).All(pair => pair.First.IsLike(pair.Second))),
        positions => positions.Count,
        positions => positions);
}
