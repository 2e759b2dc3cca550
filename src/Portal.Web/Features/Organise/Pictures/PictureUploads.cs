using Microsoft.AspNetCore.Mvc.ModelBinding;
using Portal.Core.Privacy;
using Portal.Core.Resources;
using Portal.Core.Updates.Pictures;
using Portal.Web.Features.Organise.Updates;

namespace Portal.Web.Features.Organise.Pictures;

/// <summary>Takes the picture of a form, and puts a refusal into words at its fields.</summary>
public sealed class PictureUploads(PictureService service, Phrasebook texts)
{
    private const int Megabyte = 1024 * 1024;

    /// <summary>Reads what was sent, laid beside the names in its organisation's points; all that is wrong with it stands in the form afterwards.</summary>
    public async Task<PictureDraft> ReadAsync(PictureForm sent, PlaceNames places, ModelStateDictionary form, CancellationToken cancellationToken)
    {
        await using var file = sent.File?.OpenReadStream();
        var draft = await service.ReadAsync(file, sent.Alt, places, cancellationToken);
        foreach (var fault in draft.Faults)
        {
            form.AddModelError($"Picture.{FieldOf(fault)}", texts[$"Pictures.Wrong.{fault}", LimitOf(fault)]);
        }

        return draft;
    }

    /// <summary>Gives it to an update that was posted or changed just now, and says what comes next; null where there is none.</summary>
    public async Task<string?> AddAsync(Guid organiserId, Guid updateId, PictureDraft draft, CancellationToken cancellationToken)
    {
        if (draft.Picture is not { } picture)
        {
            return null;
        }

        var outcome = await service.AddAsync(organiserId, updateId, picture, draft.Alt, cancellationToken);
        return texts[outcome == PictureOutcome.Done ? "Pictures.Done.Added" : "Pictures.NotAdded"];
    }

    private static string FieldOf(PictureFault fault) => fault switch
    {
        PictureFault.AltMissing or PictureFault.AltTooLong or PictureFault.AltUnreadable or PictureFault.AltUnsafe => nameof(PictureForm.Alt),
        _ => nameof(PictureForm.File),
    };

    private static int LimitOf(PictureFault fault) => fault == PictureFault.AltTooLong ? UpdatePicture.AltLength : PictureEncoder.MostBytes / Megabyte;
}
