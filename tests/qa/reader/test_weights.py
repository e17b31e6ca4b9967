import pytest
import torch
from safetensors.torch import load_file, save_file

from qa import QAError
from qa.reader.weights import SHA256, WEIGHTS, WeightsError, base_network, load_network, save_weights


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    """A network that differs from the base as training would make it, and its file."""
    torch.manual_seed(0)
    network = base_network().requires_grad_(False)
    for name, value in network.named_parameters():
        if "word_embeddings" not in name:
            value += (0.01 if "layers.0" in name else 0.0001) * torch.randn_like(value)
    path = tmp_path_factory.mktemp("weights") / "weights.safetensors"
    return network, path, save_weights(network, path)


def test_saving_then_loading_is_the_identity_to_a_hundredth_of_the_change(trained):
    network, path, sha256 = trained
    loaded = load_network(path, sha256)
    base, again = base_network().state_dict(), loaded.state_dict()
    assert list(again) == list(network.state_dict())
    for name, value in network.state_dict().items():
        # A network of float32 numbers near 1 knows no smaller steps than 1e-6.
        most = (value - base[name]).abs().max() if name in base else 0.0
        assert (value - again[name]).abs().max() <= 0.01 * most + 1e-6, name
    assert not loaded.training


def test_the_repository_s_weights_are_those_the_code_names():
    network = load_network()
    assert len(SHA256) == 64
    assert WEIGHTS.stat().st_size < 45_000_000
    assert all(bool(torch.isfinite(value).all()) for value in network.state_dict().values())


def damaged(path, data):
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("break_it", "says"),
    [
        (lambda path, folder: folder / "none.safetensors", "cannot be read"),
        (lambda path, folder: damaged(folder / "a", path.read_bytes()[:-1000]), "damaged"),
        (lambda path, folder: damaged(folder / "b", b""), "damaged"),
        (lambda path, folder: damaged(folder / "c", b"x" * 100), "damaged"),
    ],
    ids=["missing", "truncated", "empty", "foreign"],
)
def test_weights_that_cannot_be_read_are_named_in_one_sentence(trained, tmp_path, break_it, says):
    path = break_it(trained[1], tmp_path)
    with pytest.raises(WeightsError, match=says) as caught:
        load_network(path)
    assert str(path) in str(caught.value) and "\n" not in str(caught.value)
    assert str(caught.value).endswith("train it again.")
    assert isinstance(caught.value, QAError)


def test_changed_bytes_are_noticed(trained, tmp_path):
    data = bytearray(trained[1].read_bytes())
    data[-5] ^= 1
    with pytest.raises(WeightsError, match="damaged or of another version"):
        load_network(damaged(tmp_path / "w", bytes(data)), trained[2])


@pytest.mark.parametrize(
    ("metadata", "says"),
    [({"base": "0" * 64, "joint_from": "6"}, "another base"), ({}, "another base"), (None, "another base")],
)
def test_weights_of_another_base_are_refused(trained, tmp_path, metadata, says):
    save_file(load_file(trained[1]), tmp_path / "w", metadata)
    with pytest.raises(WeightsError, match=says):
        load_network(tmp_path / "w")


def test_weights_that_lack_a_tensor_do_not_fit(trained, tmp_path):
    from index import e5

    tensors = load_file(trained[1])
    tensors.pop("ends.bias")
    save_file(tensors, tmp_path / "w", {"base": e5.SHA256, "joint_from": "6"})
    with pytest.raises(WeightsError, match="do not fit"):
        load_network(tmp_path / "w")
