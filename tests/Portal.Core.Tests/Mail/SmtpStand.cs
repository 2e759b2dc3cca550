using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using MimeKit;

namespace Portal.Core.Tests.Mail;

/// <summary>
/// A mail server on a port of its own that takes everything, unless its answer to a command is another:
/// <c>await using var server = SmtpStand.Start(("RCPT", "550 unknown"));</c> The end of a mail's text is the command <c>.</c>.
/// An answer may be to the beginning of a line as well, such as <c>RCPT TO:&lt;grey</c>.
/// </summary>
internal sealed class SmtpStand : IAsyncDisposable
{
    /// <summary>Never answers, and keeps the line.</summary>
    public const string Hang = "hang";

    /// <summary>Closes the line instead of answering.</summary>
    public const string Cut = "cut";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _reached = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _commands = new();
    private readonly ConcurrentQueue<MimeMessage> _mails = new();
    private readonly Task _serving;
    private readonly int _port;

    private readonly ConcurrentDictionary<string, string> _answers = new(StringComparer.Ordinal)
    {
        ["CONNECT"] = "220 stand",
        ["EHLO"] = "250-stand\r\n250 AUTH PLAIN",
        ["AUTH"] = "235 welcome",
        ["DATA"] = "354 go on",
        ["QUIT"] = "221 good-bye",
    };

    private SmtpStand(IEnumerable<(string Command, string Answer)> answers)
    {
        foreach (var (command, answer) in answers)
        {
            _answers[command] = answer;
        }

        _listener.Start();
        _port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _serving = ServeAsync();
    }

    /// <summary>The mails it took.</summary>
    public IReadOnlyList<MimeMessage> Mails => [.. _mails];

    /// <summary>The lines that it was told, without those of mails.</summary>
    public IReadOnlyList<string> Commands => [.. _commands];

    /// <summary>The settings that make a portal send through it, one mail at a time.</summary>
    public Dictionary<string, string?> Settings => new(StringComparer.OrdinalIgnoreCase)
    {
        ["Mail:Transport"] = "Smtp",
        ["Mail:Smtp:Host"] = "127.0.0.1",
        ["Mail:Smtp:Port"] = _port.ToString(CultureInfo.InvariantCulture),
        ["Mail:Smtp:User"] = "appeal",
        ["Mail:Smtp:Password"] = "a secret",
        ["Mail:Smtp:RequiresTls"] = "false",
        ["Mail:AtOnce"] = "1",
    };

    /// <summary>A started one with these answers in place of its own.</summary>
    public static SmtpStand Start(params (string Command, string Answer)[] answers) => new(answers);

    /// <summary>Answers a command like this from now on.</summary>
    public void Answer(string command, string answer) => _answers[command] = answer;

    /// <summary>Ends when a command has come, before it is answered.</summary>
    public Task ReachedAsync(string command) => Reached(command).Task.WaitAsync(TestContext.Current.CancellationToken);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _serving;
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        var lines = new List<Task>();
        try
        {
            while (true)
            {
                lines.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(lines);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var line = client;
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.Latin1);
        try
        {
            await ConverseAsync(stream, reader);
        }
        catch (Exception end) when (end is OperationCanceledException or IOException)
        {
            // The other side hung up, or the test is over.
        }
    }

    private async Task ConverseAsync(NetworkStream stream, StreamReader reader)
    {
        var goesOn = await AnswerAsync(stream, "CONNECT");
        while (goesOn && await reader.ReadLineAsync(_end.Token) is { } line)
        {
            _commands.Enqueue(line);
            var command = line.Split(' ')[0].ToUpperInvariant();
            goesOn = await AnswerAsync(stream, command, _answers.Keys.FirstOrDefault(key => key.Length > command.Length && line.StartsWith(key, StringComparison.OrdinalIgnoreCase)));
            if (goesOn && command == "DATA" && AnswerTo("DATA").StartsWith("354", StringComparison.Ordinal))
            {
                var mail = await ReadMailAsync(reader);
                if (AnswerTo(".").StartsWith('2'))
                {
                    _mails.Enqueue(mail);
                }

                goesOn = await AnswerAsync(stream, ".");
            }
        }
    }

    private async Task<bool> AnswerAsync(NetworkStream stream, string command, string? line = null)
    {
        Reached(command).TrySetResult();
        var answer = AnswerTo(line ?? command);
        if (answer == Hang)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, _end.Token);
        }

        if (answer != Cut)
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(answer + "\r\n"), _end.Token);
        }

        return answer != Cut;
    }

    private async Task<MimeMessage> ReadMailAsync(StreamReader reader)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(_end.Token) is { } line && line != ".")
        {
            text.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        return await MimeMessage.LoadAsync(new MemoryStream(Encoding.Latin1.GetBytes(text.ToString())), _end.Token);
    }

    private string AnswerTo(string command) => _answers.GetValueOrDefault(command, "250 well");

    private TaskCompletionSource Reached(string command) =>
        _reached.GetOrAdd(command, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
