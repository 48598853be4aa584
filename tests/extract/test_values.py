"""Values that papers of any kind hold: counts, citations, mentions, amounts, deadlines, requests, contacts, mandates."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.vocabulary import Vocabulary
from extract.pipeline import extract
from extract.record import Quantity
from ingest.document import Block, Document, Kind, Source
from ingest.structure import document_of
from tests.extract.conftest import Told, tabled

OURS = "# Progress report on the Convention on Cluster Munitions\n\n"
COUNTS = [
    # (sentence, (value, of), why)
    ("Ten States Parties remain contaminated.", [(10, None)], "a number of States"),
    ("Of sixteen (16) States Parties with stocks, eight have destroyed them.", [(8, 16)], "a part of a whole"),
    ("Of the 16 States Parties, 8 have reported and 5 have not.", [(8, 16), (5, 16)], "parts of one whole"),
    ("Seven of the ten States Parties reported.", [(7, 10)], "the part first"),
    ("Of these 12 States, seven have a plan.", [(7, 12)], "a whole that was told before"),
    ("Chad is one of ten States Parties that have reported stocks.", [(10, None)], "one of them, which is no count"),
    ("Six of the States Parties reported.", [(6, None)], "a part of a whole that is not numbered"),
    ("Of the five States Parties, none has reported.", [(0, 5)], "none of a whole"),
    (
        "One State Party declared completion and three submitted requests.",
        [(1, None), (3, None)],
        "standing for States",
    ),
    (
        "Ten States Parties remain contaminated. Three of them asked for time.",
        [(10, None), (3, None)],
        "of them: those before",
    ),
    (
        "Ten States Parties reported. Two others asked for advice.",
        [(10, None), (2, None)],
        "others: States as those before",
    ),
    ("The report lists ten mines. Three of them were cleared.", [], "of them: no States before"),
    ("Ten States Parties remain, three will ask for time.", [(10, None), (3, None)], "what they will do"),
    (
        "By then 102 States had joined and 28 of the 41 that once held stocks had destroyed them.",
        [(102, None), (28, 41)],
        "the whole told by a clause",
    ),
    ("Representatives of 63 States took part.", [(63, None)], "of, and no whole"),
    ("Iraq is among the five States Parties whose time runs out.", [(5, None)], "among, and no parts"),
    (
        "Thirty States Parties have laws. Eleven have named a focal point.",
        [(30, None), (11, None)],
        "a sentence that goes on",
    ),
    ("Under article 4, 10 States Parties reported.", [(10, None)], "the 4 is the article's"),
    ("The report has 12 pages and was sent on 3 May 2024.", [], "no States"),
    (
        "Eighty-two initial reports had been received under Article 7, while nineteen were overdue.",
        [(82, None), (19, None)],
        "reports of which each State owes one, and a number that stands for them",
    ),
    ("Sixty annual reports for 2021 arrived by 10 May 2022.", [(60, None)], "and no year that stands for them"),
    ("At least three initial reports arrive.", [], "so many are hoped for"),
    ("The Committee read 12 reports.", [], "reports of any kind"),
    (
        "Eleven States Parties have victims, and six of them have a plan.",
        [(11, None), (6, 11)],
        "a part of those before",
    ),
    ("Eleven States Parties have victims. Of these, eight keep a register.", [(11, None), (8, None)], "of these"),
    ("Eleven States Parties have victims. Another eight have asked.", [(11, None), (8, None)], "another eight"),
    ("Eleven States Parties have victims. Of these, eight years passed.", [(11, None)], "years are none of them"),
    ("No State Party reported; 50 per cent of the land is clear.", [], "nothing counted"),
    (
        "The Analysis Group received three requests for extension.",
        [(3, None)],
        "requests, of which each State sends one",
    ),
    ("Norway will send questions on the two extension requests.", [], "requests that were told before"),
]
COUNTS_ABROAD = [
    ("Sur les 16 États parties concernés, huit ont détruit leurs stocks.", "fr", [(8, 16)]),
    ("Un État partie a parlé de dix États parties.", "fr", [(10, None)]),
    ("De los 16 Estados partes, ocho han destruido sus existencias.", "es", [(8, 16)]),
    ("Sur ces 12 États parties, sept ont un plan.", "fr", [(7, 12)]),
    ("Sur les 62 rapports initiaux attendus, 52 ont été reçus.", "fr", [(52, 62)]),
    ("Onze États parties ont des victimes, et six d’entre eux ont un plan.", "fr", [(11, None), (6, 11)]),
    ("De los 62 informes iniciales previstos en el artículo 7, se habían recibido 52.", "es", [(52, 62)]),
    ("Al menos tres informes iniciales recibidos.", "es", []),
    ("Once Estados partes tienen víctimas. De ellos, cinco presentaron un plan.", "es", [(11, None), (5, None)]),
    ("Once Estados partes tienen víctimas. Otros veinte la han firmado.", "es", [(11, None), (20, None)]),
    ("Onze États parties ont des victimes. Parmi eux, cinq tiennent un registre.", "fr", [(11, None), (5, None)]),
    ("De esos 12 Estados partes, siete cuentan con un plan.", "es", [(7, 12)]),
]
CITATIONS = [
    # (text, target_kind, [(target, target_to)], why)
    ("under articles 3 to 5 and Article 7 of the Convention", "article", [("3", "5"), ("7", None)], "ranges"),
    (
        "article 5 of the Mine Ban Convention, article 6 of the Paris Agreement",
        "article",
        [("APMBC-5", None)],
        "others",
    ),
    ("Actions 31-37 of the Lausanne Action Plan", "action", [("LAP-31", "LAP-37")], "the plan in the sentence"),
    ("actions 4.1 to 4.4 of Dubrovnik", "action", [("DAP-4.1", "DAP-4.4")], "the plan by its place"),
    ("Action 60 was hard.", "action", [("VAP-60", None)], "only one plan has so many"),
    ("Action 5.3 was hard.", "action", [("DAP-5.3", None)], "only one plan numbers so"),
    ("Action 3 was hard.", "action", [("3", None)], "whose action is not known"),
    ("Action 99 was hard.", "action", [], "no plan has so many"),
    ("The Lausanne Action Plan is new. Later, action 3 was met.", "action", [("LAP-3", None)], "the plan named before"),
    ("Action 3 was met. It is one of the Lausanne Action Plan.", "action", [("LAP-3", None)], "the plan named later"),
    ("the Twelfth Meeting of States Parties", "meeting", [("12MSP", None)], "meetings"),
    ("see CCM/MSP/2024/4 and A/RES/73/54", "document", [("CCM/MSP/2024/4", None), ("A/RES/73/54", None)], "documents"),
    ("the CRPD", "convention", [("CRPD", None)], "other conventions"),
    ("the Vientiane Action Plan", "plan", [("VAP", None)], "plans"),
]
AMOUNTS = [
    # (sentence, language, (value, unit), why)
    ("It cleared 178,500,000 square metres and 52.4 km².", "en", [(178500000.0, "m2"), (52.4, "km2")], "areas"),
    ("It needs US$ 46 million, EUR 3,900 and 12 thousand euros.", "en", [(46e6, "USD"), (3900.0, "EUR"), (12e3, "EUR")], "money"),
    ("It cost 1,000 SEK, CHF 500 and XYZ 7.", "en", [(1000, "SEK"), (500.0, "CHF")], "codes of ISO 4217 beside the amount"),
    ("It destroyed 1,200 cluster munitions on 12,5 hectares.", "en", [(1200.0, "munitions"), (12.5, "ha")], "a comma that parts no thousands"),
    ("Il a dépollué 12,5 hectares et 1 250 m².", "fr", [(12.5, "ha"), (1250.0, "m2")], "the comma of French"),
    ("Limpió 1.250 hectáreas.", "es", [(1250.0, "ha")], "the point of Spanish"),
    ("In 2024, 30 States met 12 times.", "en", [], "no units"),
]  # fmt: skip
DEADLINES = [
    ("The deadline of Chad under Article 4 is 1 October 2025.", [("TCD", "4", "2025-10-01")], "a sentence"),
    (
        "Iraq must clear its land under article 4 by its deadline of 1 November 2028.",
        [("IRQ", "4", "2028-11-01")],
        "by",
    ),
    (
        "Chad had until 1 October 2025 under Article 4; the Tenth Meeting moved that date to 1 October 2026.",
        [("TCD", "4", "2025-10-01"), ("TCD", "4", "2026-10-01")],
        "a date that was moved",
    ),
    (
        "Two deadlines come first, namely 1 March 2021 for Chad under Article 4 and 1 May 2021 for Peru under Article 3.",
        [("TCD", "4", "2021-03-01"), ("PER", "3", "2021-05-01")],
        "each day with its State and article",
    ),
    (
        "The deadlines of Chad and Iraq under Article 4 expire on 1 August 2025.",
        [("TCD", "4", "2025-08-01"), ("IRQ", "4", "2025-08-01")],
        "one day of two States",
    ),
    (
        "The Meeting set for Chad under Article 4 the 1 June 2026 as the new deadline.",
        [("TCD", "4", "2026-06-01")],
        "the word after the day",
    ),
    (
        "Under Article 4 Iraq undertook to clear all remnants in its territory by 1 November 2023.",
        [("IRQ", "4", "2023-11-01")],
        "what it undertook",
    ),
    (
        "Le Chad s’est engagé à détruire ses stocks au titre de l’article 3 avant le 1er mars 2021.",
        [("TCD", "3", "2021-03-01")],
        "in French",
    ),
    (
        "El Chad se comprometió a destruir sus existencias con arreglo al artículo 3 antes del 1 de marzo de 2021.",
        [("TCD", "3", "2021-03-01")],
        "in Spanish",
    ),
    (
        "Bulgaria destroyed 1,218 of them. Its deadline under Article 3 is now 1 October 2022.",
        [("BGR", "3", "2022-10-01")],
        "the only State of the passage",
    ),
    ("Bulgaria and Peru met. The deadline under Article 3 is 1 October 2022.", [], "whose, if two are named?"),
    (
        "Chad spoke of Article 4.\n\nThe Meeting extended until 1 October 2024 the deadline of Chad under the same article.",
        [("TCD", "4", "2024-10-01")],
        "an article named before",
    ),
    (
        "El Perú habló del artículo 3.\n\nEl plazo del Perú en virtud del mismo artículo vence el 1 de abril de 2024.",
        [("PER", "3", "2024-04-01")],
        "in Spanish too",
    ),
    (
        "Le délai prévu à l’article 4 est reporté au 1er mars 2021 pour le Tchad et l’Iraq.",
        [("TCD", "4", "2021-03-01")],
        "the State right after the day",
    ),
    (
        "The deadline of Chad under Article 4 falls on 1 October 2025, that of Chile on 1 June 2026 and those of Iraq and "
        "Peru on 1 November 2028.",
        [
            ("TCD", "4", "2025-10-01"),
            ("CHL", "4", "2026-06-01"),
            ("IRQ", "4", "2028-11-01"),
            ("PER", "4", "2028-11-01"),
        ],
        "those of further States",
    ),
    (
        "The deadline of Chad under Article 4 falls on 1 October 2025, and the meeting of Chile is on 1 June 2026.",
        [("TCD", "4", "2025-10-01")],
        "a meeting is no further deadline",
    ),
    (
        "Germany heard from Norway. Its deadline under article 4 was 1 August 2020.",
        [("DEU", "4", "2020-08-01")],
        "its: of whom the sentence before begins with",
    ),
    ("They thanked Germany and Norway. Its deadline under article 4 was 1 August 2020.", [], "its: of nobody"),
    (
        "Le délai du Tchad au titre de l’article 4 est le 1er octobre 2025, celui du Chili le 1er juin 2026.",
        [("TCD", "4", "2025-10-01"), ("CHL", "4", "2026-06-01")],
        "those of further States, in French",
    ),
    (
        "El plazo del Chad en virtud del artículo 4 vence el 1 de octubre de 2025, el de Chile el 1 de junio de 2026.",
        [("TCD", "4", "2025-10-01"), ("CHL", "4", "2026-06-01")],
        "in Spanish",
    ),
    (
        "The deadline of Peru under Article 3 is 1 April 2024; those of Chad and Iraq fall on 1 August 2025 under Article 4.",
        [("PER", "3", "2024-04-01"), ("TCD", "4", "2025-08-01"), ("IRQ", "4", "2025-08-01")],
        "those of others",
    ),
    (
        "Under Article 4 the deadline of Chad falls on 1 May 2022 and that of Chile on 1 June 2022.",
        [("TCD", "4", "2022-05-01"), ("CHL", "4", "2022-06-01")],
        "that of another",
    ),
    (
        "Chile met its duty. Germany spoke. Its deadline under Article 4 was 1 August 2020.",
        [("DEU", "4", "2020-08-01")],
        "of the one named before",
    ),
    (
        "Le Chili a parlé. L’Allemagne aussi. Son délai au titre de l’article 4 expire le 1er août 2020.",
        [("DEU", "4", "2020-08-01")],
        "in French",
    ),
    (
        "Chile habló. Alemania también. Su plazo en virtud del artículo 4 vence el 1 de agosto de 2020.",
        [("DEU", "4", "2020-08-01")],
        "in Spanish",
    ),
    ("The meeting in Chad under Article 4 was on 1 October 2025.", [], "no deadline"),
    ("Chad asks to extend its deadline under Article 4 until 1 October 2026.", [], "what it asks for is none yet"),
]
BESIDE = [
    ([["Deadline under Article 4", "1 May 2026"]], [("LBN", "4", "2026-05-01")], "a label in the first row"),
    ([["Délai fixé à l’article 4", "1er mai 2026"]], [("LBN", "4", "2026-05-01")], "in French"),
    ([["Plazo del artículo 4", "1 de mayo de 2026"]], [("LBN", "4", "2026-05-01")], "in Spanish"),
    ([["Who", "Lebanon (until the next meeting) and others that take part for a time"], ["Article 4", "15 September 2014"]], [], "a text that says until is no head"),
    ([["State", "Article", "Deadline"], ["Lebanon", "Article 21", "15 September 2014"]], [], "an article whose obligation has no day"),
]  # fmt: skip
REQUESTS = [
    ("Chad seeks five years (60 months), until 1 October 2028.", 60, "in words and months"),
    ("Le Tchad sollicite un délai de cinq ans, soit une prolongation de deux années supplémentaires.", 60, "in French"),
    ("El Chad solicita una prórroga de 3 años adicionales.", 36, "in Spanish"),
    ("Chad requests an extension of 18 months.", 18, "months"),
    ("Chad requests an extension of two years.", 24, "years"),
    ("Chad requests an extension of three additional years.", 36, "words between"),
    ("Chad requests a two-year extension of its deadline.", 24, "a hyphen"),
]


@pytest.mark.parametrize(("sentence", "values", "why"), COUNTS)
def test_counts(told: Told, sentence: str, values: list[tuple[int, int | None]], why: str) -> None:
    assert told(OURS + sentence + "\n", "counts", "value", "of", language="en") == values, why


@pytest.mark.parametrize(("sentence", "language", "values"), COUNTS_ABROAD)
def test_counts_abroad(told: Told, sentence: str, language: str, values: list[tuple[int, int | None]]) -> None:
    assert told(OURS + sentence + "\n", "counts", "value", "of", language=language) == values


def test_what_is_counted(told: Told) -> None:
    sentence = "From 1 May 2023 to 30 April 2024, ten States Parties reported under Article 7, in time."
    found = told(OURS + sentence + "\n", "counts", "subject", "article_id", "period_start", "period_end")
    assert found == [("States Parties reported under Article 7", "7", "2023-05-01", "2024-04-30")]


@pytest.mark.parametrize(("text", "kind", "targets", "why"), CITATIONS)
def test_citations(told: Told, text: str, kind: str, targets: list[tuple[str, str | None]], why: str) -> None:
    found = told(OURS + text + "\n", "citations", "target_kind", "target", "target_to")
    assert [one[1:] for one in found if one[0] == kind] == targets, why


def test_articles_in_a_column(told: Told) -> None:
    paper = tabled(
        "Deadlines of the Convention on Cluster Munitions", [["State", "Article"], ["Chad", "4"], ["Peru", "99"]]
    )
    assert ("article", "4") in told(paper, "citations", "target_kind", "target")
    assert ("article", "99") not in told(paper, "citations", "target_kind", "target")


def test_articles_of_another_convention(told: Told) -> None:
    paper = (
        "# Working paper of the Mine Ban Convention\n\nThe Mine Ban Convention asks for clearance under article 5.\n"
    )
    assert ("article",) not in told(paper, "citations", "target_kind")


def test_mentions(told: Told) -> None:
    found = told(
        "# Statement\n\nIraq thanks Chad. Chad thanks the ISU.\n\nChad again.\n", "mentions", "entity_kind", "entity_id"
    )
    assert found == [("state", "IRQ"), ("state", "TCD"), ("state", "TCD"), ("organisation", "ISU")], (
        "once in each block"
    )


@pytest.mark.parametrize(("sentence", "language", "amounts", "why"), AMOUNTS)
def test_quantities(told: Told, sentence: str, language: str, amounts: list[tuple[float, str]], why: str) -> None:
    assert told(OURS + sentence + "\n", "quantities", "value", "unit", language=language) == amounts, why


def test_numbers_in_another_language(vocabulary: Vocabulary) -> None:
    """A block's numbers are written in the way of its own language, those of a workbook as the reader prints them."""
    text = "Belgium gives 250,000 euros."
    blocks = [
        Block(0, Kind.HEADING, "Convention sur les armes à sous-munitions", level=1),
        Block(1, Kind.PARAGRAPH, text),
    ]
    told = [
        (replace(blocks[1], language="en"), "text/plain"),
        (blocks[1], "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ]
    for block, media_type in told:
        source = Source("0" * 64, "paper", media_type, 1, "here")
        document = replace(document_of(source, (), [blocks[0], block], "test 1"), language="fr")
        values = [one.value for one in extract(document, vocabulary).records if isinstance(one, Quantity)]
        assert values == [250_000], media_type


def test_quantities_in_tables(told: Told) -> None:
    rows = [["Year", "Area (km²)", "Cost, EUR"], ["2023", "12.5", "1,000"], ["2024", "-", "2,000"]]
    paper = tabled("Progress report on the Convention on Cluster Munitions", rows)
    assert told(paper, "quantities", "value", "unit", language="en") == [
        (12.5, "km2"),
        (1000.0, "EUR"),
        (2000.0, "EUR"),
    ]


OVER_TABLES = [
    ("Costs (CHF)", [395000.0, 402500.0, 28000.0, 900.0], "in brackets; posts and shares are no money"),
    ("Costs in Swiss francs", [395000.0, 402500.0, 28000.0, 900.0], "after in"),
    ("Costs", [], "no unit"),
]


@pytest.mark.parametrize(("heading", "values", "why"), OVER_TABLES)
def test_a_unit_over_a_table(told: Told, heading: str, values: list[float], why: str) -> None:
    rows = [["Line", "2023", "2024"], ["Staff", "395,000", "402,500"], ["Travel", "28,000", "900"]]
    rows += [["Posts (no.)", "400", "450"], ["Years", "2023", "2024"], ["Share (%)", "40", "41"]]
    paper = tabled("Budget of the Convention on Cluster Munitions", rows, under=heading)
    assert told(paper, "quantities", "value", language="en") == [(one,) for one in values], why


def test_a_unit_in_a_line_before_a_table(told: Told) -> None:
    table = "| Poste | Année | Montant |\n|---|---|---|\n| Voyages | 2024 | 28 500 |\n| Divers | 2024 | 900 |\n"
    head = "# Budget de la Convention sur les armes à sous-munitions"
    dated = f"{head}\n\nTableau 1. Dépenses (en euros)\n\n{table}"
    assert told(dated, "quantities", "value", "unit", language="fr") == [(28500.0, "EUR"), (900.0, "EUR")]
    spoken = f"{head}\n\nLes dépenses en euros ont fait débat.\n\n{table}"
    assert told(spoken, "quantities", "value", "unit", language="fr") == []


ANAPHORA = [
    ("Ten States Parties keep some. Belgium reduced them. Six of them gave no reason.", [10, 6], "over a sentence"),
    ("Ten States Parties keep some. Belgium reduced them. Six gave no reason.", [10], "only with of them"),
    ("Ten States Parties keep some. They hold 200 bombs. Six of them are old.", [10], "the bombs come between"),
    ("Ten States Parties keep some. Of these, six keep a list, and two have a budget.", [10, 6, 2], "of these"),
    ("Ten States Parties keep some. Of these, 40 hectares were cleared.", [10], "land"),
    ("Ten States Parties keep some. Another six have destroyed theirs.", [10, 6], "further ones"),
    ("The bombs are old. Another six have been destroyed.", [], "further ones of nothing that was counted"),
    ("- Ten States Parties keep some\n- Six have yet to say why\n- 2 more promised it", [10, 6, 2], "items of a list"),
    ("- Ten States Parties keep some\n\nThe bombs are old.\n\n- Six have yet to go", [10], "of another list"),
]


@pytest.mark.parametrize(("text", "values", "why"), ANAPHORA)
def test_what_stands_for_states(told: Told, text: str, values: list[int], why: str) -> None:
    paper = f"# Progress report\n\nConvention on Cluster Munitions\n\n{text}\n"
    assert told(paper, "counts", "value") == [(one,) for one in values], why


ANAPHORA_ABROAD = [
    ("Doce Estados partes informaron. De ellos, cinco presentaron un plan.", "es", [12, 5]),
    ("Doce Estados partes informaron. Otros nueve no lo han hecho.", "es", [12, 9]),
    ("Douze États parties ont répondu. Parmi eux, cinq ont présenté un plan.", "fr", [12, 5]),
    ("Douze États parties ont répondu. Les autres ont fait valoir neuf raisons.", "fr", [12]),
]


@pytest.mark.parametrize(("text", "language", "values"), ANAPHORA_ABROAD)
def test_what_stands_for_states_abroad(told: Told, text: str, language: str, values: list[int]) -> None:
    paper = f"# Progress report\n\nConvention on Cluster Munitions\n\n{text}\n"
    assert told(paper, "counts", "value", language=language) == [(one,) for one in values]


OWN_REQUESTS = [
    ("Chad asks for an extension of 36 months under Article 4.", [("TCD", 36)], "by name"),
    ("Under Article 4 we therefore request an extension of 36 months.", [("TCD", 36)], "by we"),
    ("We support the request of Iraq for an extension of 36 months under Article 4.", [], "another's"),
]


@pytest.mark.parametrize(("sentence", "found", "why"), OWN_REQUESTS)
def test_requests_in_statements(told: Told, sentence: str, found: list[tuple[str, int]], why: str) -> None:
    paper = f"# Statement by Chad\n\nConvention on Cluster Munitions\n\n{sentence}\n"
    assert told(paper, "extension_requests", "state_id", "requested_months") == found, why


def test_a_number_in_the_next_cell_is_no_action(told: Told) -> None:
    rows = [["Section", "Number"], ["Principles and actions", "9"], ["Action", "12"]]
    paper = tabled("The Lausanne Action Plan of the Convention on Cluster Munitions", rows)
    assert ("action", "LAP-9") not in told(paper, "citations", "target_kind", "target")


@pytest.mark.parametrize(("sentence", "found", "why"), DEADLINES)
def test_deadlines(told: Told, sentence: str, found: list[tuple[str, str, str]], why: str) -> None:
    assert told(OURS + sentence + "\n", "deadlines", "state_id", "article_id", "date") == found, why


@pytest.mark.parametrize(
    "paper",
    [
        tabled(
            "Status of the Convention on Cluster Munitions",
            [["State Party", "Article", "Deadline"], ["Chad", "4", "1 October 2025"], ["Peru", "3", "1 April 2024"]],
        ),
        tabled(
            "Status of the Convention on Cluster Munitions",
            [["State Party", "Obligation", "Deadline"], ["Chad", "Article 4", "1 October 2025"], ["Peru", "Article 3", "1 April 2024"]],
        ),
    ],
)  # fmt: skip
def test_deadlines_in_a_table(told: Told, paper: Document) -> None:
    found = told(paper, "deadlines", "state_id", "article_id", "date")
    assert found == [("TCD", "4", "2025-10-01"), ("PER", "3", "2024-04-01")]


@pytest.mark.parametrize(("rows", "found", "why"), BESIDE)
def test_deadlines_beside_labels(
    told: Told, rows: list[list[str]], found: list[tuple[str, str, str]], why: str
) -> None:
    paper = tabled("Article 7 transparency report of Lebanon on the Convention on Cluster Munitions", rows)
    assert told(paper, "deadlines", "state_id", "article_id", "date") == found, why


@pytest.mark.parametrize(("sentence", "months", "why"), REQUESTS)
def test_extension_requests(told: Told, sentence: str, months: int, why: str) -> None:
    paper = f"# Request for an extension of the Article 4 deadline submitted by Chad\n\nConvention on Cluster Munitions\n\n{sentence}\n"
    found = told(paper, "extension_requests", "state_id", "article_id", "requested_months")
    assert found == [("TCD", "4", months)], why


CONTACTS = """
    # Implementation Support Unit of the Convention on Cluster Munitions

    Home | About | Contact

    ## Contact us

    Maison de la paix

    Chemin de la Paix 2

    1202 Geneva

    Phone: +41 22 000 11 22 / 33

    Fax: +41 22 000 11 44

    info@unit.example or jane.doe@unit.example, www.unit.example/about/

    Follow us | Subscribe | All rights reserved
    """
MANDATES = """
    # Implementation Support Unit of the Convention on Cluster Munitions

    Home | About | Contact

    The Implementation Support Unit is mandated to undertake the following tasks:

    - Assist the President;
    - Keep records.

    It is small.

    - Nothing more.
    """


def test_contacts(told: Told) -> None:
    assert told(CONTACTS, "contacts", "kind", "value", "access") == [
        ("phone", "+41 22 000 11 22", "public"),
        ("phone", "+41 22 000 11 33", "public"),
        ("fax", "+41 22 000 11 44", "public"),
        ("email", "info@unit.example", "public"),
        ("email", "jane.doe@unit.example", "internal"),
        ("website", "www.unit.example/about", "public"),
        ("address", "Maison de la paix, Chemin de la Paix 2, 1202 Geneva", "public"),
    ]


# a line of a report, and the contacts in it: each is taken for a person's
PERSONAL = [
    ("Call Jane at +41 22 000 11 22.", ["+41 22 000 11 22"], "with the number of a country"),
    ("Tel. 022 000 11 22, mobile: (079) 555 0123", ["022 000 11 22", "(079) 555 0123"], "within a country, after its label"),
    ("Fax no. 022 000 11 44", ["022 000 11 44"], "so too a fax"),
    ("Tél. : 01 40 00 11 22", ["01 40 00 11 22"], "in French"),
    ("jane.doe [at] unit.example, JOHN(at)unit(dot)example", ["jane.doe [at] unit.example", "JOHN(at)unit(dot)example"], "against collectors"),
    ("Mobile 2018-2019: the plan was met at 12.30", [], "years and times are no numbers"),
    ("The cell destroyed 1,234 munitions", [], "nor are counts"),
]  # fmt: skip


@pytest.mark.parametrize(("line", "values", "why"), PERSONAL)
def test_contacts_of_persons(told: Told, line: str, values: list[str], why: str) -> None:
    found = told(OURS + line + "\n", "contacts", "value", "access")
    assert sorted(found) == sorted((value, "internal") for value in values), why


def test_mandates(told: Told) -> None:
    assert told(MANDATES, "mandates", "organisation_id", "text") == [
        ("ISU", "Assist the President"),
        ("ISU", "Keep records"),
    ]


DATES = [
    ("The report was adopted by consensus at its final meeting on 13 September 2024.", ("adoption", "2024-09-13", "2024-09-13"), "adoption"),
    ("During the period from 1 July 2023 to 30 June 2024, ten States Parties reported.", ("reporting_window", "2023-07-01", "2024-06-30"), "a window"),
    ("Durant la période du 1er juillet 2023 au 30 juin 2024, dix États parties ont soumis un rapport.", ("reporting_window", "2023-07-01", "2024-06-30"), "French"),
    ("The reporting period was discussed on 10–13 September 2024.", None, "four days are no time to report on"),
    ("The Lausanne Action Plan is to be adopted; the group met on 3 May 2024.", None, "a day of something else"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected", "why"), DATES)
def test_dates_by_role(told: Told, sentence: str, expected: tuple[str, str, str] | None, why: str) -> None:
    assert told(OURS + sentence + "\n", "dates", "role", "starts", "ends") == ([expected] if expected else []), why
