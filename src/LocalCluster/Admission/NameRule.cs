namespace LocalKubernetes.Admission;

/// <summary>Which grammar an object's name follows.</summary>
internal enum NameRule
{
    /// <summary>RFC 1123 subdomain, at most 253 characters.</summary>
    Subdomain,

    /// <summary>RFC 1123 label, at most 63 characters.</summary>
    Label,

    /// <summary>RFC 1035 label, at most 63 characters, starting with a letter.</summary>
    Label1035,

    /// <summary>One path segment: not "." or "..", without "/" and "%".</summary>
    PathSegment,
}
