using Portal.Core.Data.Sqlite;

namespace Portal.Core.Tests.Data.Sqlite;

public sealed class FileClaimTests
{
    [Fact]
    public void A_file_has_one_owner_and_is_free_again_afterwards()
    {
        var file = Path.Combine(TestFolder.New("claim"), "portal.db");
        using var second = new FileClaim(file);

        using (var first = new FileClaim(file))
        {
            first.Take();
            first.Take();
            Assert.Contains(file, Assert.Throws<StartRefusedException>(second.Take).Message, StringComparison.Ordinal);
        }

        second.Take();
    }
}
