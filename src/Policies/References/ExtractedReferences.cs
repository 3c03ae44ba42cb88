using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.References;

/// <summary>What one template says about its peers.</summary>
/// <param name="References">In the order of the template, without duplicates.</param>
/// <param name="ConfigMaps">Names of the ConfigMaps and Secrets that were read, or would have been if they existed; sorted.</param>
public sealed record ExtractedReferences(ValueList<Reference> References, ValueList<string> ConfigMaps);
