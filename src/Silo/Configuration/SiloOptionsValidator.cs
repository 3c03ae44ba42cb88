using Microsoft.Extensions.Options;

namespace NetpolOrleans.Silo.Configuration;

/// <summary>Checks the options' attributes, without reflection.</summary>
[OptionsValidator]
public sealed partial class SiloOptionsValidator : IValidateOptions<SiloOptions>;
