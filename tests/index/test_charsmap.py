from hypothesis import given
from hypothesis import strategies as st
from tokenizers import normalizers

from index.charsmap import precompiled_charsmap

# One character a grapheme: the library looks at graphemes first.
characters = st.characters(categories=["Lu", "Ll", "Lo", "Nd", "Po", "Sm"], exclude_characters="\0").filter(
    lambda c: normalizers.NFD().normalize_str(c) == c
)


@given(
    st.dictionaries(characters, st.text(characters, max_size=3), min_size=1, max_size=60),
    st.lists(characters, max_size=20),
)
def test_a_compiled_map_replaces_its_characters_and_no_other(replacements, others):
    normaliser = normalizers.Precompiled(precompiled_charsmap(replacements))
    for character in [*replacements, *others]:
        assert normaliser.normalize_str(character) == replacements.get(character, character)
