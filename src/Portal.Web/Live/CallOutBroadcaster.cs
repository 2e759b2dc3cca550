using Portal.Core.CallOuts;
using Portal.Core.Updates;

namespace Portal.Web.Live;

/// <summary>
/// Tells those whom a call-out concerns that something of it changed: its organisers each time, the people asked when it began, reached
/// further, ended, or when everybody was found. What it says is read by the page itself, with the reader's own rights.
/// </summary>
public sealed class CallOutBroadcaster(CallOutQueries callOuts, LiveHints hints, LiveMembers members, ILogger<CallOutBroadcaster> log) : BackgroundService
{
    private const int MostRemembered = 1_000;

    private readonly HintInbox _inbox = hints.Open(HintKind.CallOut, HintKind.Places);
    private readonly Dictionary<Guid, (int Version, bool IsOpen, bool IsFound)> _told = [];

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await _inbox.WaitAsync(stoppingToken);
            try
            {
                await SendAsync(_inbox.Take(), stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                log.LogWarning(exception, "News of call-outs could not be sent; pages show them when they are loaded again");
            }
        }
    }

    private async Task SendAsync(IReadOnlyCollection<Hint> changed, CancellationToken cancellationToken)
    {
        foreach (var callOut in await callOuts.AudiencesAsync(IdsOf(changed, HintKind.CallOut), IdsOf(changed, HintKind.Places), cancellationToken))
        {
            var message = new CallOutNews(callOut.Id, callOut.ShiftId, callOut.IsFound);
            members.Send(LiveGroups.OrganisersOf(callOut.OrganisationId), LiveGroups.CallOut, message);
            if (IsNews(callOut))
            {
                foreach (var person in callOut.People)
                {
                    members.Send(LiveGroups.PersonOf(person), LiveGroups.CallOut, message);
                }
            }
        }
    }

    private bool IsNews(CallOutAudience callOut)
    {
        var now = (callOut.Version, callOut.IsOpen, callOut.IsFound);
        if (_told.TryGetValue(callOut.Id, out var before) && before == now)
        {
            return false;
        }

        if (_told.Count >= MostRemembered)
        {
            _told.Clear();
        }

        _told[callOut.Id] = now;
        return true;
    }

    private static List<Guid> IdsOf(IEnumerable<Hint> hints, HintKind kind) =>
        [.. hints.Where(h => h.Kind == kind).Select(h => Guid.TryParse(h.Name, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty)];
}
