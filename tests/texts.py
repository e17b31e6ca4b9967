"""Texts that tests invent."""

import string
from pathlib import Path

from hypothesis import strategies as st

ARTICLE = """\
Le port de Brévannes rouvre après deux ans de travaux

Lucie Marceau 12/03/2024 à 08:15, Mis à jour le 13/03/2024 à 19:40

Les premiers cargos sont entrés dans le bassin lundi 11 mars. Le chantier a coûté 48 millions d’euros.

À LIRE AUSSI Les dockers demandent des renforts

« Une deuxième vie »

« C’est une deuxième vie pour la ville. Tout repart ! », s’enthousiasme M. Armand Leduc, maire de la commune.

La directrice, Inès Valmont, prévoit 300 embauches d’ici à 2026. Elle attend encore l’accord de l’État…
"""

_CHARACTERS = st.one_of(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"),
    st.sampled_from(string.ascii_letters + "éàçœ«»“”’'.!?…,;: \u00a0\u202f\n\r\t"),
)
any_text = st.text(_CHARACTERS, max_size=400)
"""Any text that a UTF-8 file can hold, NUL aside."""

article_text = any_text.filter(lambda text: any(c.isalnum() for c in text) and not text.startswith("\ufeff"))
"""Any text that is an article."""


def write_articles(folder: Path, **texts: str) -> None:
    """Write articles by id, their characters exactly as given."""
    for name, text in texts.items():
        (folder / f"{name}.txt").write_bytes(text.encode())
