namespace Portal.Web.Features.Organise.Updates;

/// <summary>The picture beside a text: a file, and what is on it.</summary>
public sealed class PictureForm
{
    /// <summary>The file; none for most.</summary>
    public IFormFile? File { get; set; }

    /// <summary>What is on the picture, for those who do not see it.</summary>
    public string? Alt { get; set; }
}
