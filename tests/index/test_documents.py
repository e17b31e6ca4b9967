import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from index import LARGEST_DOCUMENT, ArticleError, extract_text, parse_article
from index.documents import SUFFIXES
from index.documents.plain import LONGEST_ARTICLE
from texts import ARTICLE, article_text

ROOT = Path(__file__).parent.parent.parent
TITLE = "Le port de Brévannes rouvre après deux ans de travaux"
PAGE = f"""\
<!DOCTYPE html><html lang="fr"><head><meta charset="CHARSET"><title>{TITLE} | Le Journal</title>
<meta name="author" content="Lucie Marceau"><meta property="article:published_time" content="2024-03-12T08:15:00+01:00">
<style>p {{ color: red }}</style></head><body>
<nav><ul><li><a href="/">Accueil</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><h1>{TITLE}</h1>
<p>Les premiers cargos sont entrés dans
le bassin lundi 11 mars.<script>alert("non")</script></p>
<h2>Une deuxième vie</h2><!-- rien -->
<p>« C’est une <em>deuxième</em> <a href="/vie">vie</a>&nbsp;! » &lt;b&gt; &amp;lt;i&amp;gt;<br>
Un <code>code</code>.</p>
<ul><li>Un point qui compte.</li></ul>
<table><tr><th>Année</th><th>Cargos</th></tr><tr><td>2023</td><td>1 200</td></tr></table>
</article><footer>Mentions légales</footer></body></html>"""
PAGE_TEXT = [
    TITLE,
    "Lucie Marceau, 2024-03-12",
    "Les premiers cargos sont entrés dans le bassin lundi 11 mars.",
    "Une deuxième vie",
    "« C’est une deuxième vie\u00a0! » <b> &lt;i&gt;",
    "Un code.",
    "Un point qui compte.",
    "Année | Cargos",
    "2023 | 1 200",
]
MARKDOWN = """\
---
title: "Le port rouvre"
author: Lucie Marceau
date: 2024-03-12
---
# Le port rouvre

Les *premiers* cargos
sont [entrés](/x "y") : \\*11\\* &amp; `code`<br/>et <b>gras</b>.

![Une image](data:image/png;base64,AAAA)

> Une citation
> longue.

1. Un point
2. Un autre

| Année | Cargos |
|---|---|
| 2023 | 1 200 |

<div><p>Du HTML &lt;b&gt;</p><script>alert(1)</script></div>
"""
MARKDOWN_TEXT = [
    "Le port rouvre",
    "Lucie Marceau, 2024-03-12",
    "Les premiers cargos sont entrés : *11* & code et gras.",
    "Une image",
    "Une citation longue.",
    "Un point",
    "Un autre",
    "Année | Cargos",
    "2023 | 1 200",
    "Du HTML <b>",
]


def paragraphs(name: str, data: bytes) -> list[str]:
    return extract_text(name, data).split("\n\n")


def pdf(*pages: list[tuple[float, float, float, str]]) -> bytes:
    """A PDF whose pages have lines, each with its place from the left and from the bottom, and its size."""
    kids = " ".join(f"{4 + 2 * place} 0 R" for place in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for lines in pages:
        drawn = "".join(
            f"BT /F1 {size} Tf {x} {y} Td <{text.encode('cp1252').hex()}> Tj ET\n" for x, y, size, text in lines
        )
        resources = f"/Resources<</Font<</F1 3 0 R>>>>/Contents {len(objects) + 2} 0 R"
        objects.append(f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]{resources}>>")
        objects.append(f"<</Length {len(drawn)}>>stream\n{drawn}\nendstream")
    data, offsets = "%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n"
    entries = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    table = f"xref\n0 {size}\n0000000000 65535 f \n{entries}trailer\n<</Size {size}/Root 1 0 R>>\n"
    return f"{data}{table}startxref\n{len(data)}\n%%EOF".encode()


def column(*lines: str, top: float = 800, left: float = 72, size: float = 10) -> list[tuple[float, float, float, str]]:
    """Lines of one size below each other; an empty line is a gap."""
    return [(left, top - place * size * 1.2, size, line) for place, line in enumerate(lines) if line]


def encrypted(**passwords: str) -> bytes:
    writer, out = PdfWriter(clone_from=PdfReader(BytesIO(pdf(column("Le port rouvre."))))), BytesIO()
    writer.encrypt(**passwords, algorithm="AES-256")
    writer.write(out)
    return out.getvalue()


def scanned() -> bytes:
    writer, out = PdfWriter(), BytesIO()
    writer.add_blank_page(595, 842)
    writer.write(out)
    return out.getvalue()


def word(fill=lambda document: None) -> bytes:
    document, out = docx.Document(), BytesIO()
    document.add_heading(TITLE, 0)
    fill(document)
    document.save(out)
    return out.getvalue()


def zipped(*parts: tuple[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in parts:
            archive.writestr(*part)
    return out.getvalue()


DOCUMENTS = {
    ".txt": ARTICLE.encode(),
    ".md": MARKDOWN.encode(),
    ".html": PAGE.replace("CHARSET", "utf-8").encode(),
    ".pdf": pdf(column(TITLE, size=20), column("Les premiers cargos sont entrés dans le bassin.")),
    ".docx": word(lambda document: document.add_paragraph("Les premiers cargos sont entrés.")),
}


@given(article_text)
def test_a_text_is_kept_as_it_is(text):
    assert extract_text("a.txt", text.encode()) == text


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252", "utf-16", "iso-8859-1"])
def test_a_page_gives_its_article_without_what_surrounds_it(encoding):
    # Browsers read what is called ISO-8859-1 as Windows-1252.
    data = PAGE.replace("CHARSET", encoding).encode("cp1252" if encoding == "iso-8859-1" else encoding)
    assert paragraphs("a.html", data) == PAGE_TEXT
    article = parse_article("a", extract_text("a.HTM", data))
    assert [p.kind for p in article.paragraphs][:4] == ["title", "byline", "body", "heading"]
    assert (article.quote(article.author), article.quote(article.published)) == ("Lucie Marceau", "2024-03-12")


def test_a_page_that_declares_no_encoding_is_read_as_browsers_do():
    assert paragraphs("a.html", "<p>L’été.</p>".encode("cp1252")) == ["L’été."]


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ("<title>Le port</title>", "<p>Une phrase.</p>", ["Le port", "Une phrase."]),
        (
            "<title>Le port rouvre | J</title>",
            "<p>Le port rouvre</p><p>Une phrase.</p>",
            ["Le port rouvre", "Une phrase."],
        ),
        ("<title>Journal</title>", "<h1>Le port</h1><p>Une phrase.</p>", ["Le port", "Une phrase."]),
        ("<title>Le port</title>", "<p>Par Anne Roy, le 12/03/2024</p>", ["Le port", "Par Anne Roy, le 12/03/2024"]),
        ('<title>Le port</title><meta name="author" content="anne77">', "<p>Un.</p>", ["Le port", "Un."]),
        (
            '<title>Le port</title><meta name="author" content="Anne Roy, Luc Petit">'
            '<meta property="article:published_time" content="2024-03-12">',
            "<p>Une phrase. © 2020</p>",
            ["Le port", "Anne Roy et Luc Petit, 2024-03-12", "Une phrase. © 2020"],
        ),
        ("<title>Le port</title>", "<p>Une phrase. © 12/03/2020</p>", ["Le port", "Une phrase. © 12/03/2020"]),
    ],
)
def test_title_and_byline_of_a_page_stand_above_it_where_they_are_sure(head, body, expected):
    data = f"<html><head>{head}</head><body><article>{body}</article></body></html>".encode()
    assert paragraphs("a.html", data) == expected


def test_markdown_loses_its_marks():
    assert paragraphs("a.md", MARKDOWN.encode()) == MARKDOWN_TEXT
    assert paragraphs("a.Markdown", MARKDOWN.replace("\n", "\r\n").encode()) == MARKDOWN_TEXT


def test_a_word_document_gives_its_paragraphs_and_tables():
    def fill(document):
        paragraph = document.add_paragraph("Les ")
        paragraph.add_run("premiers").bold = True
        paragraph.add_run(" cargos\tsont\nentrés.")
        document.add_heading("Une deuxième vie", 1)
        table = document.add_table(1, 2)
        table.cell(0, 0).text, table.cell(0, 1).text = "2023", "1 200"
        table.add_row().cells[0].text = "Une page\nen un tableau."
        table.rows[1].cells[0].add_paragraph("Son second paragraphe.")
        table.rows[1].cells[1].text = "À côté."

    assert paragraphs("a.docx", word(fill)) == [
        TITLE,
        "Les premiers cargos sont entrés.",
        "Une deuxième vie",
        "2023 | 1 200",
        "Une page en un tableau.",
        "Son second paragraphe.",
        "À côté.",
    ]


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        ("<w:p><w:ins><w:r><w:t>Un</w:t></w:r></w:ins><w:del><w:r><w:delText>e</w:delText></w:r></w:del></w:p>", "Un"),
        ("<w:p><w:moveFrom><w:r><w:t>Deux</w:t></w:r></w:moveFrom><w:r><w:t>Un</w:t></w:r></w:p>", "Un"),
        ("<w:sdt><w:sdtContent><w:p><w:r><w:t>Un</w:t></w:r></w:p></w:sdtContent></w:sdt>", "Un"),
        ("<w:p><w:r><w:t>vingt</w:t><w:noBreakHyphen/><w:t>et un</w:t></w:r></w:p>", "vingt-et un"),
        (
            '<w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            '<mc:Choice Requires="wps"><w:txbxContent><w:p><w:r><w:t>Un</w:t></w:r></w:p></w:txbxContent></mc:Choice>'
            "<mc:Fallback><w:txbxContent><w:p><w:r><w:t>Un</w:t></w:r></w:p></w:txbxContent></mc:Fallback>"
            "</mc:AlternateContent></w:r></w:p>",
            "Un",
        ),
    ],
    ids=["tracked changes", "moved words", "content control", "no-break hyphen", "text box"],
)
def test_a_word_document_says_what_word_shows(xml, expected):
    namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    element = parse_xml(xml.replace(">", f" {namespace}>", 1))
    data = word(lambda document: document.element.body.insert(1, element))
    assert paragraphs("a.docx", data) == [TITLE, expected]


def test_the_lines_of_a_pdf_become_paragraphs():
    page = [
        *column("Le port de Brévannes rouvre", "après deux ans de travaux", size=20),
        *column("Lucie Marceau 12/03/2024", top=740),
        *column(
            "Les premiers cargos sont entrés dans le bas-",
            "sin lundi 11 mars. Le chantier a coûté beau-",
            "coup, dit peut-être trop vite le port : vingt-",
            "Quatre millions.",
            "C’est la fin d’un chantier de deux ans, et peut-",
            "être le début. Le bassin est plein.",
            top=710,
        ),
        *column("Une deuxième vie", top=620),
        *column("« Tout repart ! »", top=590),
        *column("La directrice prévoit 300 embauches d’ici à 2026.", top=590 - 12, left=84),
        *column("Elle attend encore.", top=590 - 24),
    ]
    assert paragraphs("a.pdf", pdf(page)) == [
        "Le port de Brévannes rouvre après deux ans de travaux",
        "Lucie Marceau 12/03/2024",
        "Les premiers cargos sont entrés dans le bassin lundi 11 mars. Le chantier a coûté beaucoup, dit peut-être"
        " trop vite le port : vingt-Quatre millions.",
        "C’est la fin d’un chantier de deux ans, et peut-être le début. Le bassin est plein.",
        "Une deuxième vie",
        "« Tout repart ! »",
        "La directrice prévoit 300 embauches d’ici à 2026. Elle attend encore.",
    ]


def test_a_paragraph_of_a_pdf_goes_on_over_columns_and_pages():
    first = column("Le Journal du port", size=8, top=830) + column("Les cargos sont entrés dans le", top=100)
    second = column("bassin lundi 11 mars, puis ils ont", left=320) + column("1/2", top=20)
    third = column("Le Journal du port", size=8, top=830) + column("quitté le port pour la mer.")
    assert paragraphs("a.pdf", pdf(first + second, third + column("2/2", top=20))) == [
        "Les cargos sont entrés dans le bassin lundi 11 mars, puis ils ont quitté le port pour la mer."
    ]


def test_a_pdf_that_opens_without_a_password_is_read():
    assert extract_text("a.pdf", encrypted(user_password="", owner_password="secret")) == "Le port rouvre."


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.doc", b"mot", r"this kind of file cannot be read; the kinds that can are \.txt, .*, \.docx\."),
        ("a", b"mot", "this kind of file cannot be read; "),
        ("a.txt", b"", r"the file is empty\."),
        ("a.pdf", b"", r"the file is empty\."),
        ("a.txt", b" " * (LARGEST_DOCUMENT + 1), r"the file is larger than 20 MiB\."),
        ("a.txt", b"a" * (LONGEST_ARTICLE + 1), r"the text is longer than 1 000 000 characters\."),
        ("a.md", b"a" * (LONGEST_ARTICLE + 1), r"the text is longer than 1 000 000 characters\."),
        ("a.txt", b"\x89PNG\0", r"this is a binary file, not a text\."),
        ("a.md", "été".encode("latin-1"), r"not UTF-8 .*; save the file as UTF-8\."),
        ("a.md", b"***", r"the file holds no words\."),
        ("a.html", b"\x89PNG\0", r"this is a binary file, not a web page\."),
        ("a.html", b"<html><body><script>mot</script></body></html>", r"the page holds no text\."),
        ("a.html", b"<p>mot</p>" * 50_000, r"the page is too large\."),
        ("a.pdf", b"mot", r"the file is damaged or not of the kind that its name says\."),
        ("a.pdf", scanned(), r"the PDF holds no text; it seems to be a scan\."),
        ("a.pdf", encrypted(user_password="secret"), r"the PDF is protected by a password\."),
        ("a.docx", b"mot", r"the file is damaged or not of the kind that its name says\."),
        ("a.docx", zipped(("a.txt", b"mot")), r"the file is damaged or not of the kind that its name says\."),
        ("a.docx", zipped(("a", bytes(65 * 2**20))), r"the document is too large once unpacked\."),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_gives_no_text_is_named_with_its_reason(name, data, reason):
    with pytest.raises(ArticleError, match=rf"^{name}: {reason}"):
        extract_text(name, data)


def test_a_pdf_that_swells_or_takes_long_is_refused(monkeypatch):
    writer, out = PdfWriter(clone_from=PdfReader(BytesIO(pdf(column("mot"))))), BytesIO()
    content = writer.pages[0].get_contents()
    content.set_data(b" " * 80_000_000)
    writer.pages[0].replace_contents(content)
    writer.compress_identical_objects()
    writer.pages[0].compress_content_streams()
    writer.write(out)
    with pytest.raises(ArticleError, match=r"^a\.pdf: the PDF is too large once unpacked\.$"):
        extract_text("a.pdf", out.getvalue())
    monkeypatch.setattr("index.documents.pdf._PATIENCE", -1)
    with pytest.raises(ArticleError, match=r"^a\.pdf: reading the PDF takes too long\.$"):
        extract_text("a.pdf", DOCUMENTS[".pdf"])


def test_the_name_in_an_error_is_printable():
    with pytest.raises(ArticleError, match=r"^a\\nb\\x1b\.txt: the file is empty\.$"):
        extract_text("a\nb\x1b.txt", b"")


@given(st.sampled_from(SUFFIXES), st.binary(max_size=60), st.floats(0, 1), st.floats(0, 1))
def test_any_bytes_give_a_text_or_an_article_error(suffix, noise, start, end):
    whole = DOCUMENTS.get(suffix, DOCUMENTS[".md"])
    damaged = whole[: int(start * len(whole))] + noise + whole[int(end * len(whole)) :]
    try:
        text = extract_text(f"a{suffix}", damaged)
    except ArticleError as error:
        assert str(error).startswith(f"a{suffix}: ") and str(error).endswith(".")
    else:
        assert any(character.isalnum() for character in text)
        parse_article("a", text)


def test_nothing_is_printed_and_nothing_slow_is_imported_before_it_is_needed():
    script = """
import sys
from index import ArticleError, extract_text
assert not {"docx", "lxml", "markdown_it", "pypdf", "trafilatura"} & set(sys.modules)
for name, data in eval(sys.stdin.read()):
    try:
        extract_text(name, data)
    except ArticleError:
        pass
"""
    documents = [(f"a{suffix}", data) for suffix, data in DOCUMENTS.items()]
    documents += [("a.pdf", b"x" + DOCUMENTS[".pdf"].replace(b"xref", b"xxxx")), ("a.html", b"<html>")]
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, input=repr(documents).encode(), capture_output=True, check=True
    )
    assert (done.stdout, done.stderr) == (b"", b"")
