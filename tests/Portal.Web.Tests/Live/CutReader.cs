using Portal.Core.Updates;

namespace Portal.Web.Tests.Live;

/// <summary>A reader as a page is one: keeps its number, drops what it has, comes back after cuts, fetches what a gap hides.</summary>
internal sealed class CutReader(PortalFactory portal, int seed, int until)
{
    private readonly Random _random = new(seed);
    private readonly SortedDictionary<long, Frame> _early = [];

    public List<long> Held { get; } = [];

    public int Cuts { get; private set; }

    private long Last => Held.Count == 0 ? 0 : Held[^1];

    public async Task RunAsync()
    {
        while (Last < until)
        {
            await using var client = await LiveClient.ConnectAsync(portal, follow: $"public:{Last}");
            for (var patience = _random.Next(1, until); patience > 0 && Last < until; patience--)
            {
                Take(await client.FrameAsync());
                if (_early.Count > 0)
                {
                    foreach (var frame in (await client.FollowAsync("public", Last)).Frames ?? [])
                    {
                        Take(frame);
                    }
                }
            }

            Cuts += Last < until ? 1 : 0;
        }
    }

    private void Take(Frame frame)
    {
        if (frame.Seq > Last)
        {
            _early[frame.Seq] = frame;
        }

        while (_early.Remove(Last + 1, out var next))
        {
            Held.Add(next.Seq);
        }
    }
}
