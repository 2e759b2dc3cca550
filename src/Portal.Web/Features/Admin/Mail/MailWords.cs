using Portal.Core.Mail;
using Portal.Core.Mail.Events;
using Portal.Core.Resources;

namespace Portal.Web.Features.Admin.Mail;

/// <summary>Says the codes of the mail in words; a code that has none yet stands for itself.</summary>
public sealed class MailWords(Phrasebook texts)
{
    private const string Answered = "http-";

    /// <summary>A state.</summary>
    public string State(MessageState state) => texts[$"Mail.State.{state}"];

    /// <summary>What a state means for the reader of the mail.</summary>
    public string StateText(MessageState state) => texts[$"Mail.State.{state}Text"];

    /// <summary>What the provider reported.</summary>
    public string Outcome(DeliveryOutcome outcome) => texts[$"Mail.Outcome.{outcome}"];

    /// <summary>A family of mail.</summary>
    public string Family(MailPriority family) => texts[$"Mail.Family.{family}"];

    /// <summary>A kind of letter.</summary>
    public string Template(string name) => texts.Find($"Mail.Template.{name}") ?? name;

    /// <summary>A reason with the status behind it; a dash for none.</summary>
    public string Reason(string? reason)
    {
        var code = EventReason.CodeOf(reason).TrimEnd(':');
        if (code.Length == 0)
        {
            return "–";
        }

        var words = code.StartsWith(Answered, StringComparison.Ordinal) ? texts["Mail.Reason.http", code[Answered.Length..]] : texts.Find($"Mail.Reason.{code}") ?? code;
        return reason!.Split(' ', 2) is [_, var more] ? $"{words} ({more})" : words;
    }
}
