namespace Portal.Core.Mail.Transports;

/// <summary>Looks whether mails can be written to a folder, and leaves nothing there: whoever only migrates must not make a folder that is not the server's.</summary>
internal static class PickupFolder
{
    /// <summary>What stands in the way, or null where nothing does. A folder that is not there yet is asked of the one that it would be made in.</summary>
    public static string? WhyNotWritable(string folder)
    {
        try
        {
            var nearest = new DirectoryInfo(Path.GetFullPath(folder));
            while (!nearest.Exists)
            {
                if (File.Exists(nearest.FullName))
                {
                    return $"{nearest.FullName} is not a folder.";
                }

                nearest = nearest.Parent ?? throw new DirectoryNotFoundException($"{nearest.FullName} is not there.");
            }

            using var probe = new FileStream(
                Path.Combine(nearest.FullName, Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return fault.Message;
        }
    }
}
