namespace Portal.FakeSendGrid;

/// <summary>A program of its own, so that it outlives the portal that a test kills. <c>--urls http://127.0.0.1:5639 --key KEY --events-to http://localhost:5080/webhooks/sendgrid</c></summary>
internal static class Program
{
    private static Task Main(string[] args) => FakeSendGridApp.Build(args).RunAsync();
}
