import gzip
import json
import random

import pytest
import torch
from transformers import BertConfig, BertModel

from qa.reader.network import ReaderNetwork
from qa.reader.weights import load_network, load_tokens
from qa.training.__main__ import main
from qa.training.batches import chosen, collated
from qa.training.data import Question, Text
from qa.training.errors import TrainingError
from qa.training.examples import examples
from qa.training.loop import CHECKPOINT, LOG, Recipe, Trainer, loss_of, scores_of

CONFIG = {"seed": 0}
CONTEXT = "Le port a rouvert lundi. Le chantier a coûté 48 millions."


@pytest.fixture(scope="module")
def tokens():
    return load_tokens()


@pytest.fixture(scope="module")
def drawn(tokens):
    questions = (
        Question("Quand ?", "fr", ((18, 23),)),
        Question("Combien ?", "fr", ((45, 56),)),
        Question("Qui ?", "fr", ()),
    )
    found = examples(Text("press-1", "x", "Le port", CONTEXT, questions), tokens)
    return lambda rng: [chosen(example, rng, 6) for example in found * 2]


def small_network() -> ReaderNetwork:
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=250_037,
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
    )
    return ReaderNetwork(BertModel(config, add_pooling_layer=False), joint_from=1)


def state(network: ReaderNetwork) -> list:
    return [value.tolist() for name, value in network.named_parameters() if "word_embeddings" not in name]


def test_training_lowers_the_loss(tokens, drawn, tmp_path):
    recipe = Recipe(steps=100, questions=4, learning_rate=3e-3, warmup=5)
    Trainer(small_network(), tokens, drawn, recipe, {}, tmp_path).run()
    losses = [json.loads(line)["loss"] for line in (tmp_path / LOG).read_text().splitlines()]
    assert len(losses) == 2
    assert losses[1] < losses[0]


def test_an_interrupted_training_goes_on_as_if_it_had_not_been(tokens, drawn, tmp_path):
    recipe = Recipe(steps=5, questions=4, warmup=2, save_minutes=0)
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    whole = small_network()
    Trainer(whole, tokens, drawn, recipe, CONFIG, tmp_path / "a").run()

    epochs = []

    def interrupted(rng: random.Random):
        epochs.append(rng)
        if len(epochs) == 3:
            raise KeyboardInterrupt
        return drawn(rng)

    with pytest.raises(KeyboardInterrupt):
        Trainer(small_network(), tokens, interrupted, recipe, CONFIG, tmp_path / "b").run()
    done = torch.load(tmp_path / "b" / CHECKPOINT, weights_only=True)["step"]
    assert 0 < done < 5
    resumed = small_network()
    Trainer(resumed, tokens, drawn, recipe, CONFIG, tmp_path / "b").run()
    assert state(resumed) == state(whole)
    logged = [json.loads(line)["step"] for line in (tmp_path / "b" / LOG).read_text().splitlines()]
    assert logged == [5]


def test_the_checkpoint_of_another_training_is_not_taken_up(tokens, drawn, tmp_path):
    recipe = Recipe(steps=1, questions=4)
    Trainer(small_network(), tokens, drawn, recipe, CONFIG, tmp_path).run()
    with pytest.raises(TrainingError, match="another training"):
        Trainer(small_network(), tokens, drawn, recipe, CONFIG | {"seed": 1}, tmp_path).run()
    (tmp_path / CHECKPOINT).write_bytes(b"PK")
    with pytest.raises(TrainingError, match="damaged"):
        Trainer(small_network(), tokens, drawn, recipe, CONFIG, tmp_path).run()


def test_data_without_a_text_to_train_on_are_an_error(tokens, tmp_path):
    with pytest.raises(TrainingError, match="no text"):
        Trainer(small_network(), tokens, lambda rng: [], Recipe(steps=1), CONFIG, tmp_path).run()


def test_the_loss_counts_every_right_place_and_none_where_no_answer_may_be(tokens, drawn):
    network = small_network()
    batch = collated(drawn(random.Random(0)), tokens, random.Random(0))
    with torch.inference_mode():
        scores = scores_of(network, batch)
        assert (scores[:, 1:][~batch.readable[batch.window_of]] < -1_000).all()
        likelihood = scores.softmax(dim=1)
        starts = (likelihood[..., 0] * batch.starts).sum(dim=1)
        ends = (likelihood[..., 1] * batch.ends).sum(dim=1)
        assert torch.allclose(loss_of(network, batch), -(starts.log() + ends.log()).mean() / 2, atol=1e-4)


@pytest.mark.parametrize("padded_side", ["text", "question"])
def test_padding_changes_no_score(padded_side):
    network = small_network().eval()
    ids = {"text": torch.randint(5, 1000, (1, 12)), "question": torch.randint(5, 1000, (1, 4))}
    masks = {side: torch.ones_like(values) for side, values in ids.items()}

    def scores() -> tuple[torch.Tensor, torch.Tensor]:
        questions = network.encode_questions(ids["question"], masks["question"])
        texts = network.encode_texts(ids["text"], masks["text"])
        return network.join(questions, masks["question"], texts, masks["text"])

    with torch.inference_mode():
        plain, null = scores()
        ids[padded_side] = torch.cat([ids[padded_side], torch.ones(1, 5, dtype=torch.long)], dim=1)
        masks[padded_side] = torch.cat([masks[padded_side], torch.zeros(1, 5, dtype=torch.long)], dim=1)
        padded, padded_null = scores()
    assert torch.allclose(plain, padded[:, :12], atol=1e-5)
    assert torch.allclose(null, padded_null, atol=1e-5)


def test_the_command_line_trains_and_writes_weights_that_load(tmp_path, capsys):
    (tmp_path / "data" / "press").mkdir(parents=True)
    qas = [{"question": "Quand ?", "lang": "fr", "answers": [{"text": "lundi", "answer_start": 18}]}]
    with gzip.open(tmp_path / "data" / "press" / "press-1.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(json.dumps({"id": "0", "title": "Le port", "context": CONTEXT, "qas": qas}) + "\n")
    out = tmp_path / "out"
    assert main(["--data", str(tmp_path / "data"), "--out", str(out), "--steps", "2"]) == 0
    sha256 = capsys.readouterr().out.split()[-1]
    assert load_network(out / "weights.safetensors", sha256).joint_from > 0
    assert (out / "curve.png").read_bytes().startswith(b"\x89PNG")
    config = json.loads((out / "config.json").read_text())
    assert list(config["data"]) == ["press-1.jsonl.gz"]
    assert config["steps"] == 2


@pytest.mark.parametrize("content", [None, b"", b"{", gzip.compress(b"{}")[:-4], gzip.compress(b'{"id": "0"}')])
def test_data_that_cannot_be_used_are_one_line_and_exit_1(tmp_path, capsys, content):
    (tmp_path / "press").mkdir()
    if content is not None:
        (tmp_path / "press" / "press-1.jsonl.gz").write_bytes(content)
    assert main(["--data", str(tmp_path), "--out", str(tmp_path / "out")]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1
