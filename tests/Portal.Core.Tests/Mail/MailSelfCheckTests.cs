using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;
using Portal.Core.Mail;

namespace Portal.Core.Tests.Mail;

public sealed class MailSelfCheckTests
{
    private const string Europe = "https://api.eu.sendgrid.com";

    [Fact]
    public void Settings_that_serve_leave_nothing_to_say()
    {
        var check = Check("https://portal.calais.org", SendGrid());

        Assert.Empty(check.Findings());
        Assert.Equal((true, false), (check.HasEvents, check.LacksEvents));
    }

    [Theory]
    [InlineData("Production", true)]
    [InlineData("Development", false)]
    public void Links_that_are_not_https_and_mail_that_goes_to_a_folder_are_for_development(string environment, bool said)
    {
        var found = Check("http://portal.calais.org", new MailOptions { Transport = MailTransportKind.Pickup, From = "portal@calais.org" }, environment).Findings();

        Assert.Equal(said ? ["base-not-https", "pickup"] : [], found);
    }

    [Theory]
    [InlineData("portal@example.org", "from-example")]
    [InlineData("portal@Example.COM", "from-example")]
    [InlineData("portal@mail.example.net", "from-example")]
    [InlineData("portal@anything.example", "from-example")]
    [InlineData("portal@anything.test", "from-example")]
    [InlineData("portal@anything.invalid", "from-example")]
    [InlineData("portal@localhost", "from-example")]
    [InlineData("portal@elsewhere.org", "from-elsewhere")]
    [InlineData("portal@notcalais.org", "from-elsewhere")]
    [InlineData("portal@lais.org", "from-elsewhere")]
    [InlineData("portal@calais.org", null)]
    [InlineData("portal@CALAIS.org", null)]
    [InlineData("portal@mail.portal.calais.org", null)]
    public void Mail_comes_from_a_domain_of_the_portals_own(string from, string? finding)
    {
        var options = SendGrid();
        options.From = from;

        Assert.Equal(finding is null ? [] : [finding], Check("https://portal.calais.org", options).Findings());
    }

    [Fact]
    public void Without_a_key_of_events_it_is_said_that_none_come()
    {
        var options = SendGrid();
        options.SendGrid.WebhookPublicKey = "";
        var check = Check("https://portal.calais.org", options);

        Assert.Equal(["no-events"], check.Findings());
        Assert.Equal((false, true), (check.HasEvents, check.LacksEvents));
    }

    [Fact]
    public void Over_a_mail_server_no_events_come_whatever_is_set()
    {
        var options = SendGrid();
        options.Transport = MailTransportKind.Smtp;
        var check = Check("https://portal.calais.org", options);

        Assert.Equal(["smtp-no-events"], check.Findings());
        Assert.Equal((false, false), (check.HasEvents, check.LacksEvents));
    }

    [Fact]
    public void A_server_outside_the_European_Union_is_named()
    {
        var options = SendGrid();
        options.SendGrid.BaseAddress = new SendGridOptions().BaseAddress;

        Assert.Equal(["outside-eu"], Check("https://portal.calais.org", options).Findings());
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once()
    {
        var options = SendGrid();
        (options.From, options.SendGrid) = ("portal@example.org", new SendGridOptions { ApiKey = "SG.key" });

        Assert.Equal(["base-not-https", "from-example", "no-events", "outside-eu"], Check("http://portal.calais.org", options).Findings());
    }

    private static MailOptions SendGrid() => new()
    {
        Transport = MailTransportKind.SendGrid,
        From = "portal@calais.org",
        SendGrid = new SendGridOptions { ApiKey = "SG.key", BaseAddress = Europe, WebhookPublicKey = "a key" },
    };

    private static MailSelfCheck Check(string baseAddress, MailOptions options, string environment = "Production") => new(
        Options.Create(options), Options.Create(new PortalOptions { BaseAddress = baseAddress }), new HostingEnvironment { EnvironmentName = environment });
}
