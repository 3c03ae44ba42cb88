using CsCheck;
using NetpolOrleans.Policies.Values;

namespace NetpolOrleans.Policies.Tests.Sharding;

public sealed class MultiIndexTests
{
    [Fact]
    public void It_holds_what_a_dictionary_of_sets_would()
    {
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 11], Gen.Frequency((3, Gen.Const(true)), (2, Gen.Const(false)))).List[0, 120].Sample(steps =>
        {
            var index = new MultiIndex<int, string>();
            var model = new Dictionary<int, HashSet<string>>();
            foreach (var (key, item, adds) in steps)
            {
                var set = model.TryGetValue(key, out var known) ? known : model[key] = [];
                if (adds)
                {
                    index.Add(key, $"{item}");
                    set.Add($"{item}");
                }
                else
                {
                    index.Remove(key, $"{item}");
                    set.Remove($"{item}");
                }
            }

            Assert.Equal(model.Where(each => each.Value.Count > 0).Select(each => each.Key).Order(), index.Keys.Order());
            Assert.All(model, each => Assert.Equal(each.Value.Order(), index.Of(each.Key).Order()));
            Assert.All(model, each => Assert.Equal(each.Value.Count, index.Count(each.Key)));
        });
    }
}
