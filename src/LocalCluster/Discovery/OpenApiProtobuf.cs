using System.Text.Json.Nodes;
using LocalKubernetes.Json;
using LocalKubernetes.Protobuf;

namespace LocalKubernetes.Discovery;

/// <summary>
/// Version 2 of OpenAPI in the binary form that kubectl asks for (openapi.v2.Document): what it reads to validate lists and kinds
/// whose group it cannot find in version 3.
/// </summary>
internal static class OpenApiProtobuf
{
    /// <summary>The media type as clients ask for it.</summary>
    public const string Asked = "application/com.github.proto-openapi.spec.v2@v1.0+protobuf";

    /// <summary>The media type as servers answer.</summary>
    public const string Answered = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";

    public static ReadOnlyMemory<byte> Write(JsonObject document)
    {
        var writer = new WireWriter();
        Text(writer, 1, document, "swagger");
        Message(writer, 2, info =>
        {
            Text(info, 1, document.Object("info"), "title");
            Text(info, 2, document.Object("info"), "version");
        });
        Message(writer, 8, paths => Named(paths, 2, document.Object("paths"), Path));
        Message(writer, 9, definitions => Named(definitions, 1, document.Object("definitions"), Schema));
        return writer.Written;
    }

    private static void Path(WireWriter writer, JsonObject path)
    {
        if (path.Object("post") is { } post) Message(writer, 4, inner => Operation(inner, post));
        if (path.Object("patch") is { } patch) Message(writer, 8, inner => Operation(inner, patch));
    }

    private static void Operation(WireWriter writer, JsonObject operation)
    {
        Text(writer, 5, operation, "operationId");
        foreach (var parameter in operation.Objects("parameters"))
            Message(writer, 8, item => Message(item, 1, wrapped => Message(wrapped, 2, plain => Message(plain, 3, query => Query(query, parameter)))));
        Message(writer, 9, responses => Named(responses, 1, operation.Object("responses"), (value, response) => Message(value, 1, one => Text(one, 1, response, "description"))));
        Extensions(writer, 13, operation);
    }

    private static void Query(WireWriter writer, JsonObject parameter)
    {
        Text(writer, 2, parameter, "in");
        Text(writer, 4, parameter, "name");
        Text(writer, 6, parameter, "type");
        if (parameter.Flag("uniqueItems")) writer.Number(20, 1);
    }

    private static void Schema(WireWriter writer, JsonObject schema)
    {
        Text(writer, 1, schema, "$ref");
        Text(writer, 2, schema, "format");
        Text(writer, 4, schema, "description");
        foreach (var name in schema.Texts("required")) writer.Text(19, name);
        foreach (var value in schema.Array("enum") ?? []) Message(writer, 20, any => Yaml(any, value));
        if (schema.Object("additionalProperties") is { } values) Message(writer, 21, item => Message(item, 1, inner => Schema(inner, values)));
        if ((schema.Text("type") ?? (schema["oneOf"] is null ? null : "string")) is { } type) Message(writer, 22, item => item.Text(1, type));
        if (schema.Object("items") is { } items) Message(writer, 23, item => Message(item, 1, inner => Schema(inner, items)));
        if (schema.Object("properties") is { } properties) Message(writer, 25, all => Named(all, 1, properties, Schema));
        Extensions(writer, 31, schema);
    }

    private static void Extensions(WireWriter writer, int field, JsonObject of)
    {
        foreach (var (name, value) in of.Where(each => each.Key.StartsWith("x-", StringComparison.Ordinal)))
            Message(writer, field, named =>
            {
                named.Text(1, name);
                Message(named, 2, any => Yaml(any, value));
            });
    }

    private static void Named(WireWriter writer, int field, JsonObject? values, Action<WireWriter, JsonObject> write)
    {
        foreach (var (name, value) in values ?? [])
            Message(writer, field, named =>
            {
                named.Text(1, name);
                Message(named, 2, inner => write(inner, value as JsonObject ?? []));
            });
    }

    private static void Message(WireWriter writer, int field, Action<WireWriter> write)
    {
        var part = new WireWriter();
        write(part);
        writer.Part(field, part.Written.Span);
    }

    private static void Text(WireWriter writer, int field, JsonObject? of, string name)
    {
        if (of.Text(name) is { } text) writer.Text(field, text);
    }

    // JSON is YAML.
    private static void Yaml(WireWriter any, JsonNode? value) => any.Text(2, $"{value?.ToJsonString() ?? "null"}\n");
}
