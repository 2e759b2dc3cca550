namespace Portal.Browser.Tests.Pages;

/// <summary>What somebody who books a shift reads and presses, written out here so that the resources are checked against something.</summary>
public sealed record BookingWords(
    string Language,
    string SignIn,
    string Address,
    string Password,
    string Shifts,
    string Book,
    string BookIt,
    string Booked,
    string Mine,
    string CannotCome,
    string GiveBack,
    string GivenBack,
    string NothingAhead,
    string ConfirmationSubject)
{
    /// <summary>English.</summary>
    public static BookingWords English { get; } = new(
        "en",
        SignIn: "Sign in",
        Address: "E-mail address",
        Password: "Password",
        Shifts: "Shifts",
        Book: "Book",
        BookIt: "Book this shift",
        Booked: "Your place is booked.",
        Mine: "My shifts",
        CannotCome: "I can’t come",
        GiveBack: "Give my place back",
        GivenBack: "Your place is given back.",
        NothingAhead: "No shift ahead of you",
        ConfirmationSubject: "Your place on Thursday 21 January, 10:00");

    /// <summary>French.</summary>
    public static BookingWords French { get; } = new(
        "fr",
        SignIn: "Connexion",
        Address: "Adresse e-mail",
        Password: "Mot de passe",
        Shifts: "Créneaux",
        Book: "Réserver",
        BookIt: "Réserver ce créneau",
        Booked: "Votre place est réservée.",
        Mine: "Mes créneaux",
        CannotCome: "Je ne peux pas venir",
        GiveBack: "Rendre ma place",
        GivenBack: "Votre place est rendue.",
        NothingAhead: "Aucun créneau devant vous",
        ConfirmationSubject: "Votre place le jeudi 21 janvier à 10\u00a0h\u00a000");
}
