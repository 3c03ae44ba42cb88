namespace NetpolOrleans.Policies.References.Reading;

/// <summary>What stands in front of characters that may be a host.</summary>
internal enum HostLead
{
    /// <summary>The word starts with them, or only with <c>//</c>, <c>tcp:</c>, <c>dns+</c> and the like.</summary>
    Start,

    /// <summary>A colon: <c>jdbc:oracle:db:1521</c>.</summary>
    Colon,

    /// <summary>An <c>@</c>: a mail address, unless a port follows.</summary>
    At,

    /// <summary>A name and a slash: <c>rs0/mongo-0.mongo:27017</c>, or an image.</summary>
    Slash,

    /// <summary>Something that makes them a part of something else.</summary>
    Other,
}
