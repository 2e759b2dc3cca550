using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Accounts.AddressChanges;
using Portal.Core.Accounts.Deletion;
using Portal.Core.Accounts.SecondStep;
using Portal.Core.Accounts.Sessions;
using Portal.Core.Accounts.Suspension;
using Portal.Core.Accounts.TwoPersons;
using Portal.Core.Accounts.Welcome;
using Portal.Core.Data;
using Portal.Core.Mail;
using Portal.Core.Telemetry;

namespace Portal.Core.Accounts;

/// <summary>People: who they are, their passwords, the links and codes that are mailed to them.</summary>
internal static class AccountsServices
{
    // OWASP's floor for PBKDF2 with HMAC-SHA-512, which is what the framework's hasher uses.
    private const int PasswordRounds = 210_000;

    public static void AddAccounts(this IServiceCollection services)
    {
        services.AddOptions<LimitsOptions>().BindConfiguration("Limits").ValidateDataAnnotations().ValidateOnStart();
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = PasswordRounds);
        services.AddIdentityCore<Supporter>(Configure)
            .AddEntityFrameworkStores<PortalDbContext>()
            .AddPasswordValidator<CommonPasswords>()
            .AddTokenProvider<LinkTokens>(LinkTokens.Name);

        services.AddSingleton<ViewerQueries>();
        services.AddScoped<ProfileQueries>();
        services.AddScoped<ProfileService>();

        services.AddOptions<SessionsOptions>().BindConfiguration("Sessions").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<SessionService>();

        services.AddSingleton<Attempts>();
        services.AddSingleton<DecoyPassword>();
        services.AddSingleton<EmailCodes>();
        services.AddSingleton<AccountMail>();
        services.AddSingleton<RecoveryCodes>();
        services.AddSingleton<RefusalNotes>();
        services.AddSingleton<SecondStepMail>();
        services.AddSingleton<SecondStepService>();
        services.AddScoped<PasskeyService>();
        services.AddSingleton<TwoPersonMail>();
        services.AddSingleton<TwoPersonService>();
        services.AddSingleton<CoalitionRoles>();
        services.AddSingleton<PersonFinder>();
        services.AddSingleton<SuspensionMail>();
        services.AddSingleton<SuspensionService>();
        services.AddScoped<PasswordRules>();
        services.AddScoped<PasswordCheck>();
        services.AddScoped<PasswordResetService>();
        services.AddScoped<RegistrationService>();
        services.AddScoped<ConfirmationService>();
        services.AddScoped<AddressChangeService>();
        services.AddSingleton<WelcomeTokens>();
        services.AddSingleton<WelcomeSeries>();
        services.AddScoped<ILetterWriter, WelcomeLetter>();

        services.AddScoped<DeletionService>();
        services.AddSingleton<Departures>();
        services.AddScoped<AccountClosing>();
        services.AddScoped<AccountErasure>();
        services.AddScoped<AccountEraser>();
        services.AddScoped<OldAccounts>();

        services.AddScoped<ILetterWriter, DeletionAskedLetter>();
        services.AddScoped<ILetterWriter, DeletionStoppedLetter>();
        services.AddScoped<ILetterWriter, AccountDeletedLetter>();
        services.AddScoped<ILetterWriter, IdleWarningLetter>();
        services.AddScoped<ILetterWriter, ConfirmAddressLetter>();
        services.AddScoped<ILetterWriter, AlreadyRegisteredLetter>();
        services.AddScoped<ILetterWriter, ResetPasswordLetter>();
        services.AddScoped<ILetterWriter, ChangeAddressLetter>();
        services.AddScoped<ILetterWriter, AddressChangedLetter>();
        services.AddScoped<ILetterWriter, SecondStepLetter>();
        services.AddScoped<ILetterWriter, TwoPersonLetter>();
        services.AddScoped<ILetterWriter, RoleEndedLetter>();
        services.AddScoped<ILetterWriter, SuspendedLetter>();
        services.AddScoped<ILetterWriter, SuspensionToldLetter>();
    }

    private static void Configure(IdentityOptions options)
    {
        options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
        options.User.RequireUniqueEmail = true;
        // The address is the user name; which addresses are fit is said by AccountAddress.
        options.User.AllowedUserNameCharacters = "";
        options.Password.RequiredLength = Passwords.ShortestLength;
        options.Password.RequiredUniqueChars = 4;
        options.Password.RequireDigit = false;
        options.Password.RequireLowercase = false;
        options.Password.RequireUppercase = false;
        options.Password.RequireNonAlphanumeric = false;
        options.Lockout.AllowedForNewUsers = false;
        options.Tokens.PasswordResetTokenProvider = LinkTokens.Name;
        options.Tokens.EmailConfirmationTokenProvider = LinkTokens.Name;
        options.Tokens.ChangeEmailTokenProvider = LinkTokens.Name;
    }
}
