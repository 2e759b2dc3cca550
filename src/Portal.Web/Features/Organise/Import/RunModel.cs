using Portal.Core.Resources;
using Portal.Core.Shifts.Files;

namespace Portal.Web.Features.Organise.Import;

/// <summary>A run as its page tells it.</summary>
public sealed class RunModel(ImportProgress progress, Phrasebook texts)
{
    /// <summary>The run.</summary>
    public ImportRun Run { get; } = progress.Run;

    /// <summary>How many shifts are made so far; null where another process makes them, which alone knows.</summary>
    public int? Made { get; } = progress.Made;

    /// <summary>How far it is, in words.</summary>
    public string Line => Run.State != ImportRunState.Running ? "" : Made is { } made ? texts["Organise.Import.Run.Line", made, Run.Shifts] : texts["Organise.Import.Run.LineUnknown"];

    /// <summary>What was made, once it is done.</summary>
    public string Outcome => texts[
        Run.Published == Run.Shifts ? "Organise.Import.MadePublished" : Run.Published > 0 ? "Organise.Import.MadeBoth" : "Organise.Import.MadeDrafts",
        texts.Count("Organise.Shifts", Run.Shifts), Run.Published];

    /// <summary>What stayed a draft because its site is closed then; null where nothing did.</summary>
    public string? AtClosed => Run.AtClosedSites == 0 ? null : texts.Count("Organise.MadeAtClosed", Run.AtClosedSites, texts.Count("Organise.Shifts", Run.Shifts));

    /// <summary>Where the shifts are.</summary>
    public string Shifts => Run.Published > 0 && Run.AtClosedSites == 0 ? "/organise/shifts" : "/organise/shifts?status=Draft";

    /// <summary>What the script asks for.</summary>
    public object ToNumbers() => new { state = Run.State.ToString(), made = Made, shifts = Run.Shifts, line = Line };
}
