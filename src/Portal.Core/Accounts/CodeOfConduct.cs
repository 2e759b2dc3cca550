namespace Portal.Core.Accounts;

/// <summary>The code of conduct that everyone accepts; its words are in the resources under <c>Accounts.Code.*</c>.</summary>
public static class CodeOfConduct
{
    /// <summary>The version that must have been accepted. Raise it whenever the words change in substance.</summary>
    public const int CurrentVersion = 1;
}
