from index.store.rules import ANNOTATING, rules
from tests.test_architecture import MODULES, imports


def test_everything_that_annotates_is_counted_among_the_rules() -> None:
    needed, waiting = set[str](), {"index.annotation"}
    while waiting:
        module = waiting.pop()
        needed.add(module)
        waiting |= {m for m in imports(MODULES[module]) if m in MODULES} - needed

    parts = {module.split(".")[1] for module in needed if "." in module}
    # What complains, and what reads files, has no say in how an article is annotated.
    assert parts - {"errors", "corpus"} == set(ANNOTATING)


def test_the_rules_stay_the_same_as_long_as_nothing_is_changed() -> None:
    first = rules()
    rules.cache_clear()

    assert rules() == first
