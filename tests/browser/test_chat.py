"""What a reader sees and does in the chat."""

from playwright.sync_api import Page, expect

from index.structure import parse_article
from qa.feedback import FeedbackStore
from qa.questions import LONGEST_QUESTION
from scripted_engine import HOSTILE
from ui.strings import ENGLISH, FRENCH

MARK = ".qa-article mark"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def in_view(page: Page, selector: str) -> bool:
    """Whether the element's middle is in the window and nothing lies over it."""
    return page.locator(selector).evaluate(
        """element => {
            const box = element.getClientRects()[0];
            const x = box.left + box.width / 2, y = box.top + box.height / 2;
            return element.contains(document.elementFromPoint(x, y));
        }"""
    )


def wait_until_still(page: Page, selector: str) -> None:
    """Wait until smooth scrolling has come to rest."""
    page.locator(selector).evaluate(
        """async element => {
            const top = () => element.getBoundingClientRect().top;
            for (let before = NaN, same = 0; same < 3; ) {
                await new Promise(resolve => setTimeout(resolve, 50));
                same = top() === before ? same + 1 : 0;
                before = top();
            }
        }"""
    )


def follow(page: Page, citation) -> str:
    """Click a citation and return the marked text, once it stands in view."""
    citation.click()
    page.wait_for_selector(MARK)
    wait_until_still(page, MARK)
    assert in_view(page, MARK)
    return page.locator(MARK).evaluate("mark => mark.textContent")


def test_a_question_is_answered_and_its_citation_marks_the_words(site, visit, engine) -> None:
    chat = visit(site)
    page = chat.page
    chat.ask("C'était quel jour l'arrivée du chef d'État russe ?")
    answer = page.locator(".qa-answer")
    expect(answer.locator(".qa-sentence").first).to_contain_text("19 juin")
    expect(answer.locator(".qa-probability")).to_contain_text("%")
    citation = answer.locator(".qa-citation").first
    expect(citation).to_have_text("Paragraphe 3")

    marked = follow(page, citation)
    article = next(a for a in engine.articles if a.id == citation.get_attribute("data-article"))
    start, end = (int(citation.get_attribute(f"data-{name}")) for name in ("start", "end"))
    assert marked == article.text[start:end]
    assert "19 juin" in marked
    paragraph = page.locator(".qa-paragraph", has=page.locator("mark"))
    expect(paragraph).to_have_attribute("data-number", "3")
    assert paragraph.evaluate("p => p.textContent") == article.quote(article.paragraphs[2])


def test_an_example_question_is_asked_by_a_click(site, visit) -> None:
    page = visit(site).page
    example = page.locator(".qa-example").first
    question = example.inner_text()
    example.click()
    expect(page.locator(".qa-question-text")).to_have_text(question)
    expect(page.locator(".qa-card:not(.qa-searching)")).to_be_visible()


def test_the_mark_is_exact_whatever_stands_before_it(scripted_site, visit) -> None:
    chat = visit(scripted_site)
    for words, number in (
        ("chat 😀  dort", 3),
        ("Le chien court ici.", 16),
        (HOSTILE, 3),
        ("😀👩‍👩‍👧", 3),
    ):
        chat.ask(f"cite:{words}")
        assert follow(chat.page, chat.page.locator(".qa-citation").last) == words
        marked = chat.page.locator(".qa-paragraph", has=chat.page.locator("mark"))
        expect(marked).to_have_attribute("data-number", str(number))


def test_a_citation_in_another_article_shows_that_article(scripted_site, visit) -> None:
    chat = visit(scripted_site)
    page = chat.page
    chat.ask("cite:loutre 🦦 heureuse")
    assert follow(page, page.locator(".qa-citation")) == "loutre 🦦 heureuse"
    expect(page.locator(".qa-title, .qa-lead, .qa-body").first).to_contain_text("Un second article")
    page.locator(".qa-picker").select_option("premier")
    expect(page.locator(".qa-article")).to_have_attribute("data-article", "premier")
    expect(page.locator(MARK)).to_have_count(0)


def test_the_keyboard_reaches_the_words_and_comes_back(scripted_site, visit) -> None:
    chat = visit(scripted_site)
    chat.ask("cite:Le chien court ici.")
    chat.page.locator(".qa-citation").focus()
    chat.page.keyboard.press("Enter")
    expect(chat.page.locator(MARK)).to_be_focused()
    chat.page.keyboard.press("Escape")
    expect(chat.page.locator(".qa-citation")).to_be_focused()


def test_markup_is_shown_as_text(scripted_site, visit) -> None:
    chat = visit(scripted_site)
    page = chat.page
    chat.ask(HOSTILE)
    assert page.locator(".qa-question-text").evaluate("e => e.textContent") == HOSTILE
    expect(page.locator(".qa-title")).to_have_text("Un titre 😀 avec <b>du balisage</b>")
    for pane in ("#log", "#pane"):
        foreign = page.locator(f"{pane} :is(img, script, b, code, a[href^='javascript'], .katex)")
        expect(foreign).to_have_count(0)


def test_a_refusal_says_what_was_looked_for_what_is_nearest_and_what_else_to_ask(scripted_site, visit) -> None:
    chat = visit(scripted_site)
    page = chat.page
    chat.ask("refuse")
    expect(page.locator(".qa-looked-for")).to_contain_text("refuse")
    expect(page.locator(".qa-refusal")).to_contain_text(FRENCH.refusal_many)
    expect(page.locator(".qa-refusal")).to_contain_text(FRENCH.nearest)
    expect(page.locator(".qa-answer, .qa-probability")).to_have_count(0)
    assert follow(page, page.locator(".qa-refusal .qa-citation").nth(1)).startswith("Paragraphe de")
    other = page.locator(".qa-refusal .qa-example").first
    question = other.inner_text()
    other.click()
    expect(page.locator(".qa-question-text").last).to_have_text(question)


def test_problems_are_said_and_the_chat_goes_on(scripted_site, visit) -> None:
    chat = visit(scripted_site)
    page = chat.page
    chat.ask("fail")
    problem = FRENCH.cannot_ask.format(detail="Cette question <b>échoue</b>.")
    expect(page.locator(".qa-problem").last).to_have_text(problem)
    chat.ask("crash")
    expect(page.locator(".qa-problem").last).to_have_text(FRENCH.unexpected)
    box = page.locator("#question textarea")
    for refused, reason in (
        ("  ?  ", FRENCH.blank_question),
        ("a" * 100_000, FRENCH.long_question.format(length=100_000, longest=LONGEST_QUESTION)),
    ):
        box.fill(refused)
        page.locator("#ask").click()
        expect(page.locator(".qa-problem").last).to_have_text(reason)
        expect(box).to_have_value(refused)
    expect(page.locator(".qa-turn")).to_have_count(2)
    chat.ask("cite:Fin.")
    expect(page.locator(".qa-answer")).to_be_visible()
    expect(page.locator(".qa-turn")).to_have_count(3)


def test_english_where_the_browser_asks_for_it(scripted_site, visit) -> None:
    chat = visit(scripted_site, locale="en-GB")
    page = chat.page
    expect(page).to_have_title(ENGLISH.page_title)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#ask")).to_have_text(ENGLISH.ask)
    expect(page.get_by_label(ENGLISH.question_label)).to_have_attribute("placeholder", ENGLISH.question_placeholder)
    expect(page.locator(".qa-invitation")).to_contain_text(ENGLISH.invitation)
    chat.ask("refuse")
    expect(page.locator(".qa-refusal")).to_contain_text(ENGLISH.refusal_many)


def test_the_language_can_be_switched_and_is_kept(scripted_site, visit) -> None:
    chat = visit(scripted_site, locale="fr-CA")
    page = chat.page
    chat.ask("cite:Fin.")
    page.get_by_role("button", name=FRENCH.other_language).click()
    expect(page.locator("#ask")).to_have_text(ENGLISH.ask)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page).to_have_title(ENGLISH.page_title)
    expect(page.locator(".qa-question-text")).to_have_text("cite:Fin.")
    page.reload()
    expect(page.locator("#ask")).to_have_text(ENGLISH.ask)
    page.get_by_role("button", name=ENGLISH.other_language).click()
    expect(page.locator("#ask")).to_have_text(FRENCH.ask)


def test_the_theme_can_be_switched_and_is_kept(scripted_site, visit) -> None:
    page = visit(scripted_site, color_scheme="light").page
    ground = "getComputedStyle(document.querySelector('.gradio-container')).backgroundColor"
    light = page.evaluate(ground)
    page.get_by_role("button", name=FRENCH.change_theme).click()
    expect(page.locator("body.dark")).to_be_attached()
    dark = page.evaluate(ground)
    assert dark != light
    page.reload()
    page.wait_for_selector(".qa-article")
    assert page.evaluate(ground) == dark
    page.get_by_role("button", name=FRENCH.change_theme).click()
    assert page.evaluate(ground) == light


def test_a_conversation_can_be_kept_and_begun_anew(scripted_site, visit) -> None:
    chat = visit(scripted_site)
    page = chat.page
    chat.ask("cite:Le chien court ici.")
    with page.expect_download() as download:
        page.get_by_role("button", name=FRENCH.download).click()
    kept = download.value.path().read_text(encoding="utf-8")
    assert download.value.suggested_filename == FRENCH.download_name
    assert "«\u00a0Le chien court ici.\u00a0»" in kept and "§16" in kept
    page.get_by_role("button", name=FRENCH.new_conversation).click()
    expect(page.locator(".qa-invitation")).to_be_visible()
    expect(page.locator(".qa-turn")).to_have_count(0)


def test_the_chat_can_be_limited_to_one_article(changing_site, visit) -> None:
    home, engine = changing_site
    chat = visit(home)
    page = chat.page
    chat.ask("cite:Fin.")
    expect(page.locator("#scope input")).to_have_attribute("aria-label", FRENCH.scope)
    page.locator("#scope input").click()
    page.locator("#scope").get_by_role("option", name="Un second article").click()
    chat.ask("refuse")
    assert engine.scopes[-2:] == [None, [engine.articles[1].id]]


def test_feedback_is_kept_with_the_right_answer(scripted_site, visit, feedback_file) -> None:
    chat = visit(scripted_site)
    page = chat.page
    chat.ask("cite:Fin.")
    chat.ask("cite:Le chien court ici.")
    first, second = page.locator(".qa-feedback").all()
    first.get_by_role("button", name=FRENCH.was_right).click()
    expect(first.get_by_text(FRENCH.thanks_for_feedback)).to_be_visible()
    second.get_by_role("button", name=FRENCH.was_wrong).click()
    second.get_by_label(FRENCH.what_was_right).fill("Le <b>chat</b>")
    page.keyboard.press("Enter")
    expect(second.get_by_text(FRENCH.thanks_for_feedback)).to_be_visible()
    expect(page.locator(".qa-turn")).to_have_count(2)
    page.wait_for_timeout(500)
    said = FeedbackStore(feedback_file).all()[-2:]
    assert [(one.verdict, one.expected, one.question) for one in said] == [
        ("right", "", "cite:Fin."),
        ("wrong", "Le <b>chat</b>", "cite:Le chien court ici."),
    ]
    assert said[1].history == ("cite:Fin.",)


def test_the_probability_is_a_word_and_its_number_on_demand(scripted_site, visit) -> None:
    chat = visit(scripted_site)
    chat.ask("cite:Fin.")
    number = chat.page.get_by_text(FRENCH.probability.format(percent="80\u202f%"))
    expect(number).to_be_hidden()
    chat.page.get_by_text(FRENCH.likely, exact=True).click()
    expect(number).to_be_visible()


def test_french_otherwise(scripted_site, visit) -> None:
    page = visit(scripted_site, locale="de-DE").page
    expect(page).to_have_title(FRENCH.page_title)
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.locator("#ask")).to_have_text(FRENCH.ask)


def test_two_readers_see_only_their_own_conversation(scripted_site, visit) -> None:
    one, two = visit(scripted_site), visit(scripted_site)
    one.ask("cite:Fin.")
    two.ask("refuse")
    expect(one.page.locator(".qa-question-text")).to_have_text(["cite:Fin."])
    expect(two.page.locator(".qa-question-text")).to_have_text(["refuse"])


def test_on_a_phone_tabs_choose_the_pane_and_a_citation_leads_to_the_article_and_back(scripted_site, visit) -> None:
    chat = visit(scripted_site, **PHONE)
    page = chat.page
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    expect(page.locator("#article")).to_be_hidden()
    chat.ask("cite:Le chien court ici.")
    follow(page, page.locator(".qa-citation"))
    expect(page.locator("#conversation")).to_be_hidden()
    page.get_by_role("button", name=FRENCH.conversation, exact=True).click()
    expect(page.locator("#article")).to_be_hidden()
    expect(page.locator(".qa-citation")).to_be_focused()
    wait_until_still(page, ".qa-citation")
    assert in_view(page, ".qa-citation")
    page.get_by_role("button", name=FRENCH.article, exact=True).click()
    expect(page.locator(".qa-article")).to_be_visible()


def test_a_citation_never_marks_another_version_of_the_article(changing_site, visit) -> None:
    home, engine = changing_site
    chat = visit(home)
    page = chat.page
    first, second = engine.articles
    longer = parse_article(first.id, "Une ligne de plus, tout en haut.\r\n" + first.text)

    engine.articles = (longer, second)
    chat.ask("cite:Le chien court ici.")
    assert follow(page, page.locator(".qa-citation").last) == "Le chien court ici."

    engine.articles = (first, second)
    page.locator(".qa-picker").select_option(second.id)
    expect(page.locator(".qa-article")).to_have_attribute("data-article", second.id)
    page.locator(".qa-citation").last.click()
    expect(page.locator(".qa-note")).to_have_text(FRENCH.article_changed)
    assert page.locator(MARK).count() == 0

    engine.articles = (second,)
    page.locator(".qa-citation").last.click()
    expect(page.locator(".qa-note")).to_have_text(FRENCH.article_gone)


def test_a_question_is_shown_before_the_engine_has_answered(changing_site, visit) -> None:
    home, engine = changing_site
    page = visit(home).page
    engine.patience.clear()
    page.locator("#question textarea").fill("refuse")
    page.keyboard.press("Enter")
    expect(page.locator(".qa-searching")).to_be_visible()
    card = ".qa-turn:last-child > .qa-card"
    before = page.locator(card).bounding_box()
    page.locator("#question textarea").fill("la suite")
    engine.patience.set()
    expect(page.locator(".qa-refusal")).to_be_visible()
    after = page.locator(card).bounding_box()
    assert (after["x"], after["y"]) == (before["x"], before["y"])
    expect(page.locator("#question textarea")).to_have_value("la suite")


def test_paragraph_numbers_stand_on_one_line(scripted_site, visit) -> None:
    page = visit(scripted_site).page
    heights = page.evaluate(
        """() => [...document.querySelectorAll(".qa-paragraph.qa-body")].map(
            p => parseFloat(getComputedStyle(p, "::before").height))"""
    )
    assert len(heights) > 10
    assert len(set(heights)) == 1
