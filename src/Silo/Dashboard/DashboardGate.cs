using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;

namespace NetpolOrleans.Silo.Dashboard;

/// <summary>Who may see Orleans' dashboard, which is open to anybody by itself: those who know the token, as bearer or as password.</summary>
public sealed class DashboardGate(string file)
{
    private const int ShortestToken = 16;

    /// <summary>Checks that there is a token worth the name.</summary>
    /// <exception cref="ValidationException">There is none.</exception>
    public void Require()
    {
        try
        {
            if (Token().Length < ShortestToken)
                throw new ValidationException($"the dashboard's token in {file} is shorter than {ShortestToken} characters: make a longer one");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ValidationException($"the dashboard's token cannot be read from {file} ({e.Message}): mount the Secret, or drop --dashboard-token-file", e);
        }
    }

    /// <summary>
    /// Whether the <c>Authorization</c> header opens the gate. The file is read each time: a token may be rotated. It stays shut where there is none, or none worth the name.
    /// </summary>
    public bool Admits(string? authorization)
    {
        if (Presented(authorization) is not { } presented) return false;
        try
        {
            return Token() is { Length: >= ShortestToken } token && CryptographicOperations.FixedTimeEquals(Hash(presented), Hash(token));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string? Presented(string? authorization) => authorization?.Split(' ', 2) switch
    {
        ["Bearer", var token] => token.Trim(),
        ["Basic", var pair] when Decoded(pair) is { } text && text.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon => text[(colon + 1)..],
        _ => null,
    };

    private static string? Decoded(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var count) ? Encoding.UTF8.GetString(bytes, 0, count) : null;
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private string Token() => File.ReadAllText(file).Trim();
}
