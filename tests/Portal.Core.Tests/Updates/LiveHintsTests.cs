using Portal.Core.Updates;

namespace Portal.Core.Tests.Updates;

public sealed class LiveHintsTests
{
    [Fact]
    public async Task Hints_are_gathered_each_once_and_reach_every_reader_of_their_kind()
    {
        var hints = new LiveHints();
        var places = hints.Open(HintKind.Places);
        var channels = hints.Open(HintKind.Channel);
        var shift = Guid.CreateVersion7();

        hints.PlacesChanged(shift);
        hints.PlacesChanged(shift);
        hints.ChannelsMoved("public");

        await places.WaitAsync(TestContext.Current.CancellationToken);
        Assert.Equal([new Hint(HintKind.Places, shift.ToString())], places.Take());
        Assert.Equal([new Hint(HintKind.Channel, "public")], channels.Take());
        Assert.Empty(places.Take());
    }

    [Fact]
    public void What_another_process_said_is_not_said_again()
    {
        var hints = new LiveHints();
        var outgoing = hints.OpenOutgoing();
        var channels = hints.Open(HintKind.Channel);

        hints.Heard(new Hint(HintKind.Channel, "public"));
        hints.ChannelsMoved("community");

        Assert.Equal([new Hint(HintKind.Channel, "community")], outgoing.Take());
        Assert.Equal(2, channels.Take().Count);
    }

    [Fact]
    public void A_message_from_oneself_is_not_heard_and_a_garbled_one_does_no_harm()
    {
        var shift = Guid.CreateVersion7().ToString();
        var message = Assert.Single(HintWire.Write("me", [new Hint(HintKind.Places, shift)]));

        Assert.Empty(HintWire.Read("me", message));
        Assert.Equal([new Hint(HintKind.Places, shift)], HintWire.Read("somebody", message));
        Assert.Empty(HintWire.Read("me", "somebody\nnonsense\nNothing known\n"));
    }

    [Fact]
    public void A_message_fits_a_notification() =>
        Assert.All(
            HintWire.Write("me", Enumerable.Range(0, 1000).Select(_ => new Hint(HintKind.Channel, new string('x', 100)))),
            message => Assert.InRange(message.Length, 1, 7999));
}
