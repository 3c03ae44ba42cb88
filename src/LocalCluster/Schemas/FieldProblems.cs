namespace LocalKubernetes.Schemas;

/// <summary>Fields of a request that its kind doesn't have, and those named twice: warned of, refused or ignored.</summary>
internal sealed class FieldProblems(IReadOnlySet<string> duplicates)
{
    private readonly List<string> found = [];

    public static FieldProblems None { get; } = new(new HashSet<string>());

    public IReadOnlyList<string> Found => found;

    public void Unknown(string path) => Add($"unknown field \"{path}\"");

    public void Visit(string path)
    {
        if (duplicates.Contains(path)) Add($"duplicate field \"{path}\"");
    }

    private void Add(string problem)
    {
        if (!ReferenceEquals(this, None)) found.Add(problem);
    }
}
