"""Who is who: counts that can be looked up, and the protocol order."""

from responsegen.dossier.states import EU, NATO, STATES, in_protocol_order


def test_there_are_27_member_states_32_allies_and_193_members_of_the_united_nations() -> None:
    assert len(set(EU)) == len(EU) == 27
    assert len(set(NATO)) == len(NATO) == 32
    assert len(STATES.keys() - {"XK", "PS", "VA"}) == 193
    assert STATES.keys() >= {*EU, *NATO}
    assert len({state.name for state in STATES.values()}) == len(STATES)


def test_23_allies_are_member_states() -> None:
    assert len({*EU} & {*NATO}) == 23


def test_the_eu_writes_el_and_uk() -> None:
    assert STATES["EL"].name == "Greece"
    assert STATES["UK"].name == "United Kingdom"
    assert not {"GR", "GB"} & STATES.keys()


def test_names_have_their_article_in_running_text_only() -> None:
    assert STATES["NL"].name_in_text == "the Netherlands"
    assert STATES["NL"].name == "Netherlands"
    assert STATES["CZ"].name_in_text == "Czechia"


def test_protocol_order_is_that_of_names_in_their_own_languages_then_partners_then_english_names() -> None:
    member_states = "BE BG CZ DK DE EE IE EL ES FR HR IT CY LV LT LU HU MT NL AT PL PT RO SI SK FI SE"
    partners = "IS LI NO CH BA ME MD MK GE AL RS TR UA XK UK"
    assert " ".join(in_protocol_order(reversed(STATES))[:42]) == f"{member_states} {partners}"
    assert in_protocol_order(["US", "UK", "JP", "SE", "BE", "AU", "CA", "SE"]) == (
        "BE",
        "SE",
        "UK",
        "AU",
        "CA",
        "JP",
        "US",
    )


def test_all_other_states_follow_by_english_name() -> None:
    others = [state.name for state in list(STATES.values())[42:]]
    assert others == sorted(others, key=lambda name: name.replace("ã", "a").replace("ô", "o"))
