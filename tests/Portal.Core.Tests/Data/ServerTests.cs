using Npgsql;
using Portal.Core.Data;

namespace Portal.Core.Tests.Data;

public sealed class ServerTests
{
    [Theory]
    [InlineData("Host=db.example.org;Database=portal", SslMode.Require)]
    [InlineData("Host=10.0.0.7;Database=portal", SslMode.Require)]
    [InlineData("Host=db.example.org;Database=portal;SSL Mode=VerifyFull", SslMode.VerifyFull)]
    [InlineData("Host=db.example.org;Database=portal;sslmode=disable", SslMode.Disable)]
    [InlineData("Host=localhost;Database=portal", SslMode.Prefer)]
    [InlineData("Host=127.0.0.1;Database=portal", SslMode.Prefer)]
    [InlineData("Host=/run/postgresql;Database=portal", SslMode.Prefer)]
    public void A_database_on_another_machine_is_spoken_to_in_TLS_unless_somebody_says_otherwise(string written, SslMode mode) =>
        Assert.Equal(mode, new NpgsqlConnectionStringBuilder(DataServices.ServerOf(written)).SslMode);

    [Theory]
    [InlineData("Database=portal")]
    [InlineData("what is this")]
    public void One_that_leads_nowhere_stops_the_start(string written) => Assert.Throws<StartRefusedException>(() => DataServices.ServerOf(written));
}
