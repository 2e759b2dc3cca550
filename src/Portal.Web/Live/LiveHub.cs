using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using Portal.Core.Updates;

namespace Portal.Web.Live;

/// <summary>
/// Where readers follow channels and watch topics. Clients receive <c>update(frame)</c>, <c>heads({channel: seq})</c>,
/// <c>places({shift, version, positions})</c>, <c>done({action, done, goal})</c> and <c>callOut({id, shift, found})</c>. What a reader may not follow is refused in the same words as what does not exist.
/// </summary>
[AllowAnonymous]
public sealed class LiveHub(FrameQueries frames, LivePerson people, LiveConnections connections, ChannelTail tail) : Hub
{
    /// <summary>Follows what the address asks for, as in <c>?follow=public:123,community:7</c>: first what was missed, then the heads, so that a gap shows.</summary>
    public override async Task OnConnectedAsync()
    {
        try
        {
            await WelcomeAsync();
        }
        catch (OperationCanceledException) when (Context.ConnectionAborted.IsCancellationRequested)
        {
            // Gone before it was welcomed, as phones go: no failure of ours.
        }
    }

    /// <inheritdoc />
    public override Task OnDisconnectedAsync(Exception? exception)
    {
        connections.Remove(Context);
        return Task.CompletedTask;
    }

    /// <summary>Follows a channel and answers what came after a number; −1 follows from now on.</summary>
    public Task<Replay> Follow(string channel, long after) => MayRead(channel) ? FollowAsync(channel, after) : throw Refusal();

    /// <summary>Stops following a channel.</summary>
    public Task Unfollow(string channel) => Groups.RemoveFromGroupAsync(Context.ConnectionId, LiveGroups.Of(channel), Context.ConnectionAborted);

    /// <summary>
    /// Watches a topic: <c>shifts</c> for the places of all shifts that the reader may see, <c>actions</c> for how often they were done, <c>call-outs</c> for the questions to oneself
    /// and the answers to those of one's organisations.
    /// </summary>
    public async Task Watch(string topic)
    {
        var reader = connections.ReaderOf(Context);
        var groups = topic switch
        {
            LiveGroups.Shifts => LiveGroups.ShiftsOf(reader),
            LiveGroups.Actions => [LiveGroups.Actions],
            LiveGroups.CallOuts when reader.Id is not null => LiveGroups.CallOutsOf(reader),
            _ => throw Refusal(),
        };
        foreach (var group in groups)
        {
            await Groups.AddToGroupAsync(Context.ConnectionId, group, Context.ConnectionAborted);
        }
    }

    private async Task WelcomeAsync()
    {
        var reader = await people.ReadAsync(Context.User, Context.ConnectionAborted);
        connections.Add(Context, reader);
        var heads = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (channel, after) in FollowList.Read(Context.GetHttpContext()?.Request.Query["follow"]).Where(wish => reader.MayRead(wish.Channel)))
        {
            var missed = await FollowAsync(channel, after);
            heads[channel] = missed.Head;
            foreach (var frame in missed.Frames ?? [])
            {
                await Clients.Caller.SendAsync(LiveGroups.Update, frame, Context.ConnectionAborted);
            }
        }

        await Clients.Caller.SendAsync(LiveGroups.Heads, heads, Context.ConnectionAborted);
    }

    private async Task<Replay> FollowAsync(string channel, long after)
    {
        await Groups.AddToGroupAsync(Context.ConnectionId, LiveGroups.Of(channel), Context.ConnectionAborted);
        // Read after joining: if the tail has not gone beyond this number, all that follows reaches the group, this connection included.
        return after >= 0 && after == tail.HeadOf(channel) ? Replay.Nothing(after) : await frames.ReadAsync(channel, after, Context.ConnectionAborted);
    }

    private bool MayRead(string? channel) => channel is not null && connections.ReaderOf(Context).MayRead(channel);

    private static HubException Refusal() => new("Not open to you.");
}
