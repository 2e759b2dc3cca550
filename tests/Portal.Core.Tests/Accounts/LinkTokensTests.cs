using Microsoft.AspNetCore.Identity;
using Portal.Core.Accounts;
using Portal.Core.Data;

namespace Portal.Core.Tests.Accounts;

public sealed class LinkTokensTests
{
    [Theory]
    [InlineData("EmailConfirmation")]
    [InlineData("ResetPassword")]
    public async Task A_link_is_good_for_its_own_person_even_where_another_has_the_same_address_and_stamp(string purpose)
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Sqlite);
        var ruth = await portal.Data.CreateSupporterAsync();
        var other = await portal.Data.CreateSupporterAsync();
        (other.NormalizedEmail, other.SecurityStamp) = (ruth.NormalizedEmail, ruth.SecurityStamp);

        Assert.Equal((true, false), await portal.RunAsync<UserManager<Supporter>, (bool, bool)>(async people =>
        {
            var token = await people.GenerateUserTokenAsync(ruth, LinkTokens.Name, purpose);
            return (await people.VerifyUserTokenAsync(ruth, LinkTokens.Name, purpose, token), await people.VerifyUserTokenAsync(other, LinkTokens.Name, purpose, token));
        }));
    }

    [Fact]
    public async Task A_link_is_good_for_its_own_purpose_only()
    {
        await using var portal = await TestPortal.StartAsync(DatabaseProvider.Sqlite);
        var ruth = await portal.Data.CreateSupporterAsync();

        Assert.False(await portal.RunAsync<UserManager<Supporter>, bool>(async people =>
            await people.VerifyUserTokenAsync(ruth, LinkTokens.Name, "ResetPassword", await people.GenerateUserTokenAsync(ruth, LinkTokens.Name, "EmailConfirmation"))));
    }
}
