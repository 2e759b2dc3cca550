using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.Extensions.Options;
using Portal.Core.Resources;

namespace Portal.Web.Infrastructure;

/// <summary>
/// Gives each validation attribute a sentence from the resources, so that a form need only say <c>[Required]</c>.
/// An attribute with an <c>ErrorMessage</c> keeps it, as a key of the same resources.
/// </summary>
public sealed class FieldMessages(Phrasebook texts) : IConfigureOptions<MvcOptions>, IValidationMetadataProvider
{
    // The one attribute here that is born with a message of its own, in English.
    private static readonly string? BornWith = new EmailAddressAttribute().ErrorMessage;

    /// <inheritdoc />
    public void Configure(MvcOptions options)
    {
        options.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
        options.ModelMetadataDetailsProviders.Add(this);
        var messages = options.ModelBindingMessageProvider;
        messages.SetValueMustNotBeNullAccessor(_ => texts["Shared.Wrong.Required"]);
        messages.SetMissingBindRequiredValueAccessor(_ => texts["Shared.Wrong.Required"]);
        messages.SetMissingKeyOrValueAccessor(() => texts["Shared.Wrong.Required"]);
        messages.SetAttemptedValueIsInvalidAccessor((_, _) => texts["Shared.Wrong.Value"]);
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => texts["Shared.Wrong.Value"]);
        messages.SetUnknownValueIsInvalidAccessor(_ => texts["Shared.Wrong.Value"]);
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => texts["Shared.Wrong.Value"]);
        messages.SetValueIsInvalidAccessor(_ => texts["Shared.Wrong.Value"]);
        messages.SetValueMustBeANumberAccessor(_ => texts["Shared.Wrong.Number"]);
        messages.SetNonPropertyValueMustBeANumberAccessor(() => texts["Shared.Wrong.Number"]);
    }

    /// <inheritdoc />
    public void CreateValidationMetadata(ValidationMetadataProviderContext context)
    {
        foreach (var rule in context.Attributes.OfType<ValidationAttribute>())
        {
            var hasItsOwn = rule.ErrorMessageResourceName is not null || (rule.ErrorMessage is { } own && own != BornWith);
            if (!hasItsOwn && KeyFor(rule) is { } key)
            {
                rule.ErrorMessage = key;
            }
        }
    }

    private static string? KeyFor(ValidationAttribute rule) => rule switch
    {
        RequiredAttribute => "Shared.Wrong.Required",
        EmailAddressAttribute => "Shared.Wrong.Email",
        StringLengthAttribute { MinimumLength: > 0 } => "Shared.Wrong.LengthBetween",
        StringLengthAttribute or MaxLengthAttribute => "Shared.Wrong.TooLong",
        MinLengthAttribute => "Shared.Wrong.TooShort",
        RangeAttribute => "Shared.Wrong.Range",
        CompareAttribute => "Shared.Wrong.Different",
        _ => null,
    };
}
