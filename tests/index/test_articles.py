import pytest

from index.articles import decode, read_file
from index.errors import ArticleError


def test_a_byte_order_mark_is_not_part_of_the_text():
    assert decode("a.txt", b"\xef\xbb\xbfBonjour") == "Bonjour"


@pytest.mark.parametrize("text", ["Un\r\ndeux\r\n", "e\u0301te\u0301", "été", "l’été, l'hiver", " espaces \n\n"])
def test_the_text_is_the_file_unchanged(text):
    assert decode("a.txt", text.encode()) == text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "holds no words"),
        (b" \n\t\r\n", "holds no words"),
        (b"... !", "holds no words"),
        (b"PK\x03\x04\x00\x00", "binary"),
        ("Élection".encode("latin-1"), "not UTF-8"),
        ("Élection".encode("utf-16"), "binary"),
    ],
)
def test_what_is_no_text_is_named_with_its_reason(data, reason):
    with pytest.raises(ArticleError, match=rf"^a\.txt: .*{reason}"):
        decode("a.txt", data)


def test_a_name_is_composed_and_printable(tmp_path):
    for raw, name in (
        ("cafe\u0301.txt", "café.txt"),
        ("a\nb.txt", "a\\nb.txt"),
        (b"caf\xe9.txt".decode(errors="surrogateescape"), "caf\\udce9.txt"),
    ):
        (tmp_path / raw).write_text("Oui.")
        assert read_file(tmp_path / raw).name == name


def test_a_file_that_cannot_be_read_is_a_problem_not_an_exception(tmp_path):
    (tmp_path / "folder.txt").mkdir()
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    for name in ("folder.txt", "gone.txt"):
        file = read_file(tmp_path / name)
        assert file.text is None
        assert file.problem.startswith(f"{name}: cannot be read")
