"""List the states: their EU codes, English names, protocol order, and membership of the EU and NATO."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

# Names: EU Interinstitutional Style Guide, annex A5. A leading "the" is used in running text only.
# The first 42 are in the EU's protocol order; all other states follow by English name.
_TABLE = """
BE Belgium, BG Bulgaria, CZ Czechia, DK Denmark, DE Germany, EE Estonia, IE Ireland, EL Greece, ES Spain, FR France,
HR Croatia, IT Italy, CY Cyprus, LV Latvia, LT Lithuania, LU Luxembourg, HU Hungary, MT Malta, NL the Netherlands,
AT Austria, PL Poland, PT Portugal, RO Romania, SI Slovenia, SK Slovakia, FI Finland, SE Sweden,
IS Iceland, LI Liechtenstein, NO Norway, CH Switzerland, BA Bosnia and Herzegovina, ME Montenegro, MD Moldova,
MK North Macedonia, GE Georgia, AL Albania, RS Serbia, TR Türkiye, UA Ukraine, XK Kosovo, UK the United Kingdom,
AF Afghanistan, DZ Algeria, AD Andorra, AO Angola, AG Antigua and Barbuda, AR Argentina, AM Armenia, AU Australia,
AZ Azerbaijan, BS the Bahamas, BH Bahrain, BD Bangladesh, BB Barbados, BY Belarus, BZ Belize, BJ Benin, BT Bhutan,
BO Bolivia, BW Botswana, BR Brazil, BN Brunei, BF Burkina Faso, BI Burundi, CV Cabo Verde, KH Cambodia, CM Cameroon,
CA Canada, CF the Central African Republic, TD Chad, CL Chile, CN China, CO Colombia, KM the Comoros, CG Congo,
CR Costa Rica, CI Côte d’Ivoire, CU Cuba, CD the Democratic Republic of the Congo, DJ Djibouti, DM Dominica,
DO the Dominican Republic, EC Ecuador, EG Egypt, SV El Salvador, GQ Equatorial Guinea, ER Eritrea, SZ Eswatini,
ET Ethiopia, FJ Fiji, GA Gabon, GM the Gambia, GH Ghana, GD Grenada, GT Guatemala, GN Guinea, GW Guinea-Bissau,
GY Guyana, HT Haiti, VA the Holy See, HN Honduras, IN India, ID Indonesia, IR Iran, IQ Iraq, IL Israel, JM Jamaica,
JP Japan, JO Jordan, KZ Kazakhstan, KE Kenya, KI Kiribati, KW Kuwait, KG Kyrgyzstan, LA Laos, LB Lebanon, LS Lesotho,
LR Liberia, LY Libya, MG Madagascar, MW Malawi, MY Malaysia, MV the Maldives, ML Mali, MH the Marshall Islands,
MR Mauritania, MU Mauritius, MX Mexico, FM Micronesia, MC Monaco, MN Mongolia, MA Morocco, MZ Mozambique,
MM Myanmar/Burma, NA Namibia, NR Nauru, NP Nepal, NZ New Zealand, NI Nicaragua, NE Niger, NG Nigeria, KP North Korea,
OM Oman, PK Pakistan, PW Palau, PS Palestine, PA Panama, PG Papua New Guinea, PY Paraguay, PE Peru,
PH the Philippines, QA Qatar, RU Russia, RW Rwanda, KN Saint Kitts and Nevis, LC Saint Lucia,
VC Saint Vincent and the Grenadines, WS Samoa, SM San Marino, ST São Tomé and Príncipe, SA Saudi Arabia, SN Senegal,
SC Seychelles, SL Sierra Leone, SG Singapore, SB Solomon Islands, SO Somalia, ZA South Africa, KR South Korea,
SS South Sudan, LK Sri Lanka, SD Sudan, SR Suriname, SY Syria, TJ Tajikistan, TZ Tanzania, TH Thailand,
TL Timor-Leste, TG Togo, TO Tonga, TT Trinidad and Tobago, TN Tunisia, TM Turkmenistan, TV Tuvalu, UG Uganda,
AE the United Arab Emirates, US the United States, UY Uruguay, UZ Uzbekistan, VU Vanuatu, VE Venezuela, VN Vietnam,
YE Yemen, ZM Zambia, ZW Zimbabwe
"""

# Other names that people write: former, short, long and own ones, and ISO's three letters for the likeliest.
_OTHER_NAMES = """
BE BEL, Belgique, België, Belgie, Belgien, Kingdom of Belgium
BG BGR, Bulgarija, България, Republic of Bulgaria
CZ CZE, Czech Republic, Česko, Cesko, Czech, Tschechien
DK DNK, Danmark, Kingdom of Denmark
DE DEU, GER, Deutschland, Federal Republic of Germany, Allemagne, FRG
EE EST, Eesti, Estland, Republic of Estonia
IE IRL, Éire, Eire, Republic of Ireland, Irland
EL GRC, GRE, Hellas, Ellada, Ελλάδα, Hellenic Republic, Griechenland
ES ESP, España, Espana, Kingdom of Spain, Spanien
FR FRA, French Republic, République française, Frankreich
HR HRV, Hrvatska, Republic of Croatia, Kroatien
IT ITA, Italia, Italian Republic, Italien, Italie
CY CYP, Κύπρος, Kypros, Kıbrıs, Republic of Cyprus, Zypern
LV LVA, Latvija, Lettland, Republic of Latvia
LT LTU, Lietuva, Litauen, Republic of Lithuania
LU LUX, Luxemburg, Lëtzebuerg, Grand Duchy of Luxembourg
HU HUN, Magyarország, Magyarorszag, Ungarn, Hongrie
MT MLT, Republic of Malta, Malte
NL NLD, Holland, Nederland, Niederlande, Pays-Bas, Kingdom of the Netherlands
AT AUT, Österreich, Osterreich, Oesterreich, Autriche, Republic of Austria
PL POL, Polska, Polen, Pologne, Republic of Poland
PT PRT, Portuguese Republic
RO ROU, România, Rumania, Roumania, Rumänien
SI SVN, Slovenija, Slowenien, Republic of Slovenia
SK SVK, Slovensko, Slovak Republic, Slowakei
FI FIN, Suomi, Finnland, Republic of Finland
SE SWE, Sverige, Schweden, Kingdom of Sweden, Suède
IS ISL, Ísland, Island
LI LIE, Principality of Liechtenstein
NO NOR, Norge, Noreg, Norwegen, Kingdom of Norway
CH CHE, Schweiz, Suisse, Svizzera, Swiss Confederation
BA BIH, Bosnia, Bosnia-Herzegovina, Bosnia & Herzegovina, Bosna i Hercegovina
ME MNE, Crna Gora
MD MDA, Moldavia, Republic of Moldova
MK MKD, Macedonia, FYROM, FYR Macedonia, Northern Macedonia, Republic of North Macedonia, Severna Makedonija
GE GEO, Sakartvelo
AL ALB, Shqipëria, Shqiperia
RS SRB, Srbija, Republic of Serbia
TR TUR, Turkey, Turkiye, Turquie, Türkei, Republic of Türkiye
UA UKR, Україна, Ukraina
XK XKX, Kosova, Kosovo*
UK GBR, Great Britain, Britain, England, U.K., United Kingdom of Great Britain and Northern Ireland
BY Belorussia, Byelorussia, White Russia
CA CAN
CD DRC, DR Congo, Congo-Kinshasa, Zaire
CG Republic of the Congo, Congo-Brazzaville
CI Ivory Coast, Cote d'Ivoire, Côte d'Ivoire
CN China (PRC), PRC, People's Republic of China, People’s Republic of China
CV Cape Verde
AE UAE, Emirates
IR Islamic Republic of Iran
KP DPRK
KR ROK, Republic of Korea
LA Lao PDR
MM Burma, Myanmar
PS Palestinian Authority, State of Palestine
RU RUS, Russian Federation
ST Sao Tome and Principe
SY Syrian Arab Republic
SZ Swaziland
TL East Timor
US USA, U.S., U.S.A., United States of America, America
VA Vatican, Vatican City
VN Viet Nam
"""


@dataclass(frozen=True, slots=True)
class State:
    """A state as the EU writes it; `rank` is its place in the protocol order."""

    code: str
    name_in_text: str  # "the Netherlands"
    rank: int

    @property
    def name(self) -> str:
        """The name as it stands alone, in a table or a heading: "Netherlands"."""
        return self.name_in_text.removeprefix("the ")


def in_text(name: str) -> str:
    """Give a name its article, unless it has one, is a state's or a single word: `the UNFCCC secretariat`, `UNRWA`."""
    of_state = next((state.name_in_text for state in STATES.values() if state.name == name), None)
    alone = name[4:] if name.lower().startswith("the ") else name
    return of_state or (f"the {alone}" if " " in alone or alone != name else name)


STATES = {
    entry[:2]: State(code=entry[:2], name_in_text=entry[3:], rank=rank)
    for rank, entry in enumerate(_TABLE.strip().replace("\n", " ").split(", "))
}
CODE_BY_NAME = {state.name.casefold(): code for code, state in STATES.items()} | {
    name.casefold(): line[:2] for line in _OTHER_NAMES.strip().splitlines() for name in line[3:].split(", ")
}
EU = tuple(STATES)[:27]
NATO = (
    *(code for code in EU if code not in {"IE", "CY", "MT", "AT"}),
    *("IS", "NO", "ME", "MK", "AL", "TR", "UK", "CA", "US"),
)
ISO_INSTEAD_OF_EU = {"GR": "EL", "GB": "UK"}
KOSOVO_NOTE = (
    "This designation is without prejudice to positions on status, and is in line with UNSCR 1244/1999"
    " and the ICJ Opinion on the Kosovo declaration of independence."
)


def in_protocol_order(codes: Iterable[str]) -> tuple[str, ...]:
    """Sort codes into the EU's protocol order, each once; a code that is no state's comes last, by its letters."""
    return tuple(sorted(set(codes), key=lambda code: (STATES[code].rank if code in STATES else len(STATES), code)))
