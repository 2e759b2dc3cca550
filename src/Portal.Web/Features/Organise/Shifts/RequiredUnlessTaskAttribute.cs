using System.ComponentModel.DataAnnotations;

namespace Portal.Web.Features.Organise.Shifts;

/// <summary>Asks for a value, except in the form of a task, which has no hours.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RequiredUnlessTaskAttribute : RequiredAttribute
{
    /// <inheritdoc />
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
        validationContext.ObjectInstance is ShiftForm { IsTask: true } ? ValidationResult.Success : base.IsValid(value, validationContext);
}
