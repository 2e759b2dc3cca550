using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Portal.Core.Data;
using Portal.Core.Privacy;

namespace Portal.Core.Tests.Privacy;

public sealed class PersonalInventoryTests
{
    [Theory, ClassData(typeof(BothDatabases))]
    public async Task Every_stored_property_says_whether_it_tells_something_about_a_person(DatabaseProvider provider)
    {
        await using var portal = await TestPortal.StartAsync(provider);
        await using var db = portal.NewContext();

        Findings.None(Silent(db.Model));
    }

    [Fact]
    public void A_property_that_says_nothing_is_found_and_so_is_one_without_a_member()
    {
        using var db = new Careless(new DbContextOptionsBuilder<Careless>().UseSqlite("Data Source=never-opened.db").Options);

        Assert.Equal(["Stray.BirthDay", "Stray.Hidden"], Silent(db.Model).Order(StringComparer.Ordinal));
    }

    private static List<string> Silent(IModel model) =>
    [
        .. model.GetEntityTypes().SelectMany(Columns).Where(column => !IsSaid(column)).Select(column => $"{column.DeclaringType.ClrType.Name}.{column.Name}"),
    ];

    private static IEnumerable<IProperty> Columns(ITypeBase type) =>
        type.GetDeclaredProperties().Concat(type.GetDeclaredComplexProperties().SelectMany(complex => Columns(complex.ComplexType)));

    private static bool IsSaid(IProperty property) =>
        property.PropertyInfo?.GetCustomAttribute<PersonalAttribute>() is not null
        || property.PropertyInfo?.GetCustomAttribute<NotPersonalAttribute>() is not null
        || FrameworkInventory.Find(property.DeclaringType.ClrType, property.Name) is not null
        || IsPositionInJson(property);

    // EF numbers the items of a JSON document by a key that is never stored.
    private static bool IsPositionInJson(IProperty property) =>
        property.IsShadowProperty() && property.DeclaringType is IEntityType entity && entity.IsMappedToJson() && property.IsKey();

    private sealed class Careless(DbContextOptions<Careless> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Stray>().Property<string>("Hidden");
    }

    private sealed class Stray
    {
        [NotPersonal(Because.Identifier)]
        public int Id { get; set; }

        public DateOnly BirthDay { get; set; }
    }
}
