import json
import shutil
import unicodedata

import numpy as np
import pytest

from index import Encoder, ModelError


@pytest.mark.parametrize("kind", ["questions", "passages"])
def test_vectors_have_unit_length_and_the_order_of_their_texts(encoder, kind):
    encode = {"questions": encoder.encode_questions, "passages": encoder.encode_passages}[kind]
    texts = ["Un texte court.", "Un texte bien plus long que le premier, et qui vient en deuxième.", ""]
    vectors = encode(texts)
    assert vectors.shape == (3, encoder.dimension)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    for text, vector in zip(texts, vectors, strict=True):
        assert np.allclose(encode([text])[0], vector, atol=1e-5)


def test_decomposed_accents_make_no_difference(encoder):
    text = "L’été dernier, les hôtels étaient complets."
    composed, decomposed = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert composed != decomposed
    assert np.allclose(encoder.encode_question(composed), encoder.encode_question(decomposed))


def test_a_question_is_nearest_to_the_passage_that_answers_it(encoder):
    passages = encoder.encode_passages(["Le chat dort sur le canapé.", "La facture s’élève à 40 euros."])
    assert (passages @ encoder.encode_question("how much is the bill?")).argmax() == 1


def test_another_model_is_named_by_its_folder(small_model, encoder):
    other = Encoder(small_model)
    assert other.dimension == 16
    assert other.identity != encoder.identity
    assert other.identity == Encoder(small_model).identity


def test_progress_counts_up_to_the_number_of_texts(small_model):
    seen = []
    Encoder(small_model).encode_passages([f"texte {i}" for i in range(600)], lambda *counts: seen.append(counts))
    assert seen[-1] == (600, 600)
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)


def test_a_name_is_not_looked_up_on_the_network():
    # The tests' sockets are closed: any attempt would be another error.
    with pytest.raises(ModelError, match="no model no/such-model on this machine"):
        Encoder("no/such-model").identity  # noqa: B018


def test_a_model_that_fails_on_a_text_is_an_error_that_names_it(tmp_path, small_model):
    import torch
    from safetensors.torch import load_file, save_file

    folder = tmp_path / "model"
    shutil.copytree(small_model, folder)
    weights = load_file(folder / "model.safetensors")
    key = next(key for key in weights if key.endswith("word_embeddings.weight"))
    weights[key] = torch.zeros(10, weights[key].shape[1])
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps(config | {"vocab_size": 10}))
    with pytest.raises(ModelError, match=str(folder)):
        Encoder(str(folder)).encode_question("Quand le port a-t-il rouvert ?")


def test_a_model_that_is_none_is_an_error_that_names_it(tmp_path):
    (tmp_path / "config.json").write_text("{")
    with pytest.raises(ModelError, match=str(tmp_path)):
        Encoder(str(tmp_path)).encode_question("Bonjour")
