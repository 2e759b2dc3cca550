namespace Portal.Core.Mail;

/// <summary>What follows from an answer of the provider for everything else that waits.</summary>
public sealed class ProviderAnswers(ProviderMood mood, OutageEnd outageEnd, MailSwitchService mailSwitch)
{
    /// <summary>Takes note of an answer. True when nothing more is to be handed over for now: one mail turned away is a probe of what would happen to the next.</summary>
    public async Task<bool> HearAsync(TransportAnswer answer)
    {
        if (mood.Hear(answer))
        {
            await outageEnd.HurryAsync(CancellationToken.None);
        }

        if (answer.Kind == TransportAnswerKind.Barred)
        {
            await mailSwitch.StopAsync(answer.Reason ?? "barred", CancellationToken.None);
        }

        return answer.Kind is TransportAnswerKind.Barred or TransportAnswerKind.Later || mood.IsDoubtful;
    }

    /// <summary>Whether mail may go out now.</summary>
    public async Task<bool> MaySendAsync(CancellationToken cancellationToken) =>
        !mood.IsPaused && await mailSwitch.StoppedBecauseAsync(cancellationToken) is null;

    /// <summary>Whether the provider is only to be probed, with one message.</summary>
    public bool IsDoubtful => mood.IsDoubtful;
}
