namespace Portal.Jobs;

internal static class Program
{
    private static void Main()
    {
    }
}
