namespace Portal.FakeSendGrid;

internal static class Program
{
    private static void Main(string[] args)
    {
        var app = WebApplication.Create(args);
        app.Run();
    }
}
