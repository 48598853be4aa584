"""States, organisations, conventions, plans and themes, as papers in six languages write them."""

from __future__ import annotations

import pytest

from tests.extract.conftest import Spans

STATES = [
    # (text, ids of the States, why)
    ("Bosnia and Herzegovina and Iraq", ["BIH", "IRQ"], "an and within a name"),
    ("the United Kingdom of Great Britain and Northern Ireland", ["GBR"], "the longest name wins"),
    ("Northern Ireland", [], "a part of a State is none"),
    ("A turkey ran from a chad.", [], "birds and paper are small"),
    ("Turkey, Türkiye", ["TUR", "TUR"], "both of its names"),
    ("US$ 500, US$500, $US 500, 500 US dollars", [], "a currency is no State"),
    ("the US, the USA, U.S.A. and the United States", ["USA"] * 4, "the State itself"),
    ("Give it to us, uk!", [], "abbreviations count in capitals only"),
    ("Guinea, Guinea-Bissau, Equatorial Guinea, Papua New Guinea", ["GIN", "GNB", "GNQ", "PNG"], "four Guineas"),
    ("the Democratic Republic of the Congo and the Congo", ["COD", "COG"], "two Congos"),
    ("Niger, Nigeria", ["NER", "NGA"], "one name within another"),
    ("Sudan, South Sudan", ["SDN", "SSD"], "likewise, of two words"),
    ("Dominica, the Dominican Republic", ["DMA", "DOM"], "likewise"),
    ("Republic of Korea; Democratic People’s Republic of Korea", ["KOR", "PRK"], "two Koreas"),
    ("STATEMENT BY BOSNIA AND HERZEGOVINA AND CÔTE D’IVOIRE", ["BIH", "CIV"], "capitals"),
    ("Côte d'Ivoire, Côte d’Ivoire, Cote d'Ivoire", ["CIV"] * 3, "any apostrophe, with and without the accent"),
    ("Lao People’s Democratic Republic, Lao PDR", ["LAO"] * 2, "long and short"),
    ("Netherlands (Kingdom of the)", ["NLD"], "brackets in a name"),
    ("New Mexico, American Samoa, Hong Kong, China", [], "places with a State's name in them"),
    ("Switzerland/Iraq/Mexico", ["CHE", "IRQ", "MEX"], "slashes between"),
    ("Omani and Jordanian experts", [], "an adjective names no State"),
    ("Sweden's and Peru’s reports", ["SWE", "PER"], "the genitive"),
]
ABROAD = [
    (
        "République démocratique du Congo, Guinée équatoriale, Guinée-Bissau et Guinée",
        "fr",
        ["COD", "GNQ", "GNB", "GIN"],
    ),
    ("les Etats-Unis, l’Iraq et la Bosnie-Herzégovine", "fr", ["USA", "IRQ", "BIH"]),
    ("Santa Lucía, el Líbano y el Reino Unido de Gran Bretaña e Irlanda del Norte", "es", ["LCA", "LBN", "GBR"]),
    ("la República Democrática Popular Lao", "es", ["LAO"]),
    ("во Франции, с Германией, для Боснии и Герцеговины", "ru", ["FRA", "DEU", "BIH"]),
    ("فرنسا والعراق وبلبنان للعراق وللعراق", "ar", ["FRA", "IRQ", "LBN", "IRQ", "IRQ"]),
    ("法国和德国；老挝人民民主共和国", "zh", ["FRA", "DEU", "LAO"]),
]
OTHERS = [
    # (group, text, language, ids, why)
    ("organisations", "the ISU with the ICRC and the Implementation Support Unit", "en", ["ISU", "ICRC", "ISU"], "both names"),
    ("organisations", "an isu", "en", [], "abbreviations in capitals only"),
    ("organisations", "l’Unité d’appui à l’application", "fr", ["ISU"], "the other apostrophe"),
    ("conventions", "the CCM, the Mine Ban Treaty and the CRPD", "en", ["CCM", "APMBC", "CRPD"], "short names"),
    ("conventions", "CONVENTION ON CLUSTER MUNITIONS", "en", ["CCM"], "capitals"),
    ("conventions", "CCM/MSP/2024/1 and CCW/MSP/2020/3", "en", [], "a symbol names a document, not a convention"),
    ("conventions", "la Convention d’Ottawa", "fr", ["APMBC"], "by its place"),
    ("conventions", "Конвенции по кассетным боеприпасам", "ru", ["CCM"], "another case"),
    ("conventions", "واتفاقية الذخائر العنقودية", "ar", ["CCM"], "a particle written onto it"),
    ("conventions", "根据《集束弹药公约》", "zh", ["CCM"], "in quotation marks"),
    ("plans", "the Lausanne Action Plan; plan d’action de Dubrovnik", "en", ["LAP", "DAP"], "any language in a paper"),
    ("plans", "洛桑行动计划", "zh", ["LAP"], "no blanks"),
    ("groups", "universalization and Victim Assistance", "en", ["UNI", "VA"], "themes are written small too"),
    ("groups", "assistance aux victimes", "fr", ["VA"], "in French"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "ids", "why"), STATES)
def test_states(spans: Spans, text: str, ids: list[str], why: str) -> None:
    assert [key for _, key in spans("states", text)] == ids, why


@pytest.mark.parametrize(("text", "language", "ids"), ABROAD)
def test_states_abroad(spans: Spans, text: str, language: str, ids: list[str]) -> None:
    assert [key for _, key in spans("states", text, language)] == ids


@pytest.mark.parametrize(("group", "text", "language", "ids", "why"), OTHERS)
def test_others(spans: Spans, group: str, text: str, language: str, ids: list[str], why: str) -> None:
    assert [key for _, key in spans(group, text, language)] == ids, why
