"""What tests share: the real engine, loaded once, and a small model for tests that need many texts."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from index import Encoder, Settings
from qa import Engine

hypothesis_settings.register_profile(
    "tests",
    deadline=None,
    derandomize=True,
    max_examples=100,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
hypothesis_settings.load_profile("tests")


@pytest.fixture(scope="session")
def seed_settings(tmp_path_factory) -> Settings:
    """The repository's articles, with an index of the tests' own."""
    return Settings(index=tmp_path_factory.mktemp("index"))


@pytest.fixture(scope="session")
def engine(seed_settings) -> Engine:
    """The real engine over the repository's articles."""
    return Engine(seed_settings)


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    """The packaged model."""
    return Encoder()


@pytest.fixture(scope="session")
def small_model(tmp_path_factory, encoder) -> str:
    """A folder with another, very small sentence-transformers model (random weights)."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import AutoTokenizer, BertConfig, BertModel

    from index import e5

    folder = tmp_path_factory.mktemp("small-model")
    tokenizer = AutoTokenizer.from_pretrained(e5.model_folder())
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=len(tokenizer),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=512,
    )
    BertModel(config).save_pretrained(folder / "bert")
    tokenizer.save_pretrained(folder / "bert")
    model = SentenceTransformer(modules=[Transformer(str(folder / "bert")), Pooling(16)], device="cpu")
    model.save_pretrained(str(folder / "model"), create_model_card=False)
    return str(folder / "model")


@pytest.fixture
def workspace(tmp_path, small_model) -> Settings:
    """Settings of an empty folder of articles, with the small model."""
    settings = Settings(seeds=tmp_path / "seeds", index=tmp_path / "index", model=small_model)
    settings.seeds.mkdir()
    return settings


@pytest.fixture
def packaged_workspace(workspace) -> Settings:
    """The same with the packaged model."""
    return replace(workspace, model=None)
