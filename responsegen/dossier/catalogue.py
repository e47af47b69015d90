"""Every kind of problem that reading can find: a stable code, its severity, and what `explain CODE` says about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from responsegen.dossier import lookalikes
from responsegen.problem import Problem, Severity

if TYPE_CHECKING:
    from responsegen.problem import Place


@dataclass(frozen=True, slots=True)
class Fault:
    """One kind of problem."""

    code: str  # "RG012"; never given to another kind later
    severity: Severity
    title: str
    explanation: str

    def at(self, place: Place, expected: str, found: str = "", advice: str = "") -> Problem:
        """Return the problem of this kind at this place: "expected X (got Y)"."""
        if found.startswith('"') and (character := lookalikes.misread(found)):
            advice = ". ".join(filter(None, (f"There is {lookalikes.named(character)}", advice)))
        return Problem(place, self.code, self.severity, expected, found, advice)

    def says(self, place: Place, sentence: str, advice: str = "") -> Problem:
        """Return the problem of this kind where nothing was expected: "there is no day 99 in November"."""
        return Problem(place, self.code, self.severity, "", sentence, advice)


CATALOGUE: dict[str, Fault] = {}


def _error(code: str, title: str, explanation: str) -> Fault:
    return CATALOGUE.setdefault(code, Fault(code, Severity.ERROR, title, explanation))


def _warning(code: str, title: str, explanation: str) -> Fault:
    return CATALOGUE.setdefault(code, Fault(code, Severity.WARNING, title, explanation))


NO_DOSSIER = _error(
    "RG001",
    "No dossier.yaml, or a name that is nearly right",
    "A dossier is a folder with the file dossier.yaml, the folder positions/ beside it and, if the wording is to"
    " differ from the packaged one, templates/. These are their exact names: what lies in Positions/ or in dossier.yml"
    " would not be read, and every delegation would look silent. Commands look for dossier.yaml in the folder where"
    " they are called and in those above; `--dossier DIR` names another.",
)
UNREADABLE = _error(
    "RG002",
    "A file that cannot be read",
    "The system did not let the file be read: there is a folder or a device in its place, or the rights are missing."
    " A position that cannot be read is never passed over, since its delegation would then look silent; nor is a"
    " template of the dossier's own, since the packaged wording would then be issued in its place.",
)
LEADS_OUT = _error(
    "RG003",
    "A symbolic link to something else than a file of the dossier",
    "Files are read from the dossier's own folder only. A link that leads out of it is not followed, because what it"
    " points to is neither kept in the dossier's history nor the same on another machine. Nor is a link to a file that"
    " does not end in .yaml or .yml, since messages would quote what it holds. Copy the file instead.",
)
TOO_LARGE = _error(
    "RG004",
    "A file that is too large",
    "No file of a dossier may be larger than 256 kibibytes. The largest real ones have a few dozen; anything"
    " far above is another kind of file, or an attempt to keep the program busy.",
)
NOT_UTF8 = _error(
    "RG005",
    "Text that is not UTF-8",
    "Files are read as UTF-8, so that every letter of every language arrives as it was typed. Save the file as UTF-8"
    " (in Notepad: Save as, Encoding). A byte order mark at the start is allowed. The name of a template is UTF-8, too,"
    " since manifest.json lists it.",
)
INVISIBLE = _error(
    "RG006",
    "A character that cannot be shown",
    "Control characters, blanks of no width, tags and characters that turn the direction of writing around cannot be"
    " seen in an editor and would corrupt the documents or make a text read differently from what is stored. Only the"
    " soft hyphen and spaces of every width are allowed. Delete the character.",
)
NOT_YAML = _error(
    "RG007",
    "A file that is not YAML",
    "The layout of the file cannot be understood, so nothing else in it was checked. Usual causes: a tab instead of"
    " spaces, keys of one mapping at different indentations, a colon followed by a space inside a text that is not in"
    " quotation marks, a quotation mark or a bracket that is never closed.",
)
REFUSED_YAML = _error(
    "RG008",
    "A feature of YAML that is not used here",
    "Anchors, aliases, merge keys, tags, directives and several documents in one file are refused: they let a small"
    " file stand for a huge or a surprising one, and positions are short enough to be written out.",
)
TOO_DEEP = _error(
    "RG009",
    "Nested too deeply",
    "Lists and mappings may lie within one another up to 32 levels. No question needs more than eight.",
)
DUPLICATE_KEY = _error(
    "RG010",
    "The same key twice",
    "A key may stand once in a mapping. Other programs silently take the last; here you decide which one is meant.",
)
BLANK_FILE = _error(
    "RG011",
    "A file without content",
    "A position file that holds nothing is neither an answer nor a silence. Fill it in or delete it; without a file"
    " the delegation is shown as not having answered.",
)
WRONG_SHAPE = _error(
    "RG012",
    "A value of the wrong shape",
    "In this place a single value, a list or a mapping is expected, and something else was found. A list has lines"
    " that start with a dash, or brackets; a mapping has keys with colons, or braces.",
)
MISSING_KEY = _error(
    "RG013",
    "A key is missing",
    "This key has no default, since any default would be a guess about what was asked or answered.",
)
UNKNOWN_KEY = _error(
    "RG014",
    "A key that is not known here",
    "Unknown keys are errors, so that a typing mistake never drops an answer. In a position, the known keys are those"
    " of the file itself (country, status, cleared_by, date, speaks_for, reservations, sources, internal) and the ids"
    " of the dossier's topics.",
)
BLANK = _warning(
    "RG015",
    "A blank value",
    "The key is there and its value is missing. In a position that means: not answered. It is neither yes nor no.",
)
UNKNOWN_WORD = _error(
    "RG016",
    "A word that is not among the allowed ones",
    "In this place only the listed words have a meaning. They are written in lower case, as listed.",
)
BAD_TEXT = _error(
    "RG017",
    "A text that is too long",
    "A text may have up to 20 000 characters, some seven pages. What is longer belongs in a paper of its own.",
)
BAD_NUMBER = _error(
    "RG018",
    "A number, range or duration in an unknown form",
    "Numbers: 30000, 30 000, 30_000, 30k. Ranges: 600-1000, 20-30k, 600 to 1000, at least 20000, up to 40000."
    " Durations: 90 days, 6 weeks, 24 months, 2-5 years, 24 months or more, open-ended. A point or a comma is refused"
    " because half of Europe reads 30.000 as thirty thousand and the other half as thirty.",
)
BAD_DATE = _error(
    "RG019",
    "A date in an unknown form",
    "Dates are written 2025-02-16, moments 2025-02-16T18:00+01:00, in the years 1900 to 2199. Without the offset from"
    " UTC it would be open which moment is meant, and deadlines are judged to the minute.",
)
BAD_ID = _error(
    "RG020",
    "An id in an unknown form",
    "Ids of topics, options, events, scenarios and documents begin with a lower-case letter and go on with lower-case"
    " letters, digits, hyphens and underscores, at most 40 in all. They become keys in positions and names of files.",
)
RESERVED_ID = _error(
    "RG021",
    "An id that means something else already",
    "An id of a topic or option may not be one of the keys that a position file has of its own, and an id of a document"
    " may not be a name that an operating system keeps for itself.",
)
BAD_URL = _error(
    "RG022",
    "Not a web address",
    "The address of a source starts with https:// or http:// and has no spaces.",
)
UNKNOWN_STATE = _error(
    "RG023",
    "Not the code of a state",
    "States are written with the two capital letters that the EU uses: EL for Greece, UK for the United Kingdom.",
)
ISO_CODE = _warning(
    "RG024",
    "GR or GB",
    "The EU writes EL for Greece and UK for the United Kingdom. GR and GB are understood and read as these.",
)
NOT_A_DELEGATION = _error(
    "RG025",
    "Not a delegation of this dossier",
    "Positions, conditions and groups can only name states that `delegations` in dossier.yaml lists.",
)
UNKNOWN_NAME = _error(
    "RG026",
    "A topic, option, need, event or range that is not in the dossier",
    "Whatever a file refers to has to be defined in dossier.yaml, under exactly this id.",
)
NAMED_TWICE = _warning(
    "RG027",
    "Named twice",
    "The same name stands twice in one list. It counts once.",
)
ADDRESSEE_TAKES_PART = _error(
    "RG028",
    "The addressee as a delegation",
    "The addressee gets the response and cannot be among those who agree it. NATO in `delegations` leaves the"
    " addressee out by itself.",
)
UNKNOWN_MARKING = _warning(
    "RG029",
    "An unusual marking",
    "Known markings are LIMITE and those of the Traffic Light Protocol: TLP:CLEAR, TLP:GREEN, TLP:AMBER,"
    " TLP:AMBER+STRICT, TLP:RED, in capitals, without spaces and never translated. Any other is printed as written.",
)
CLASSIFIED = _error(
    "RG030",
    "A classified marking",
    "RESTREINT UE/EU RESTRICTED and everything above is classified information, which has no place in an ordinary"
    " repository or on an ordinary machine. LIMITE is a distribution marking, not a classification.",
)
NUMBER_TWICE = _error(
    "RG031",
    "Two questions with one number",
    "Answers are found by the number of their question, so each number stands once.",
)
TOPIC_TWICE = _error(
    "RG032",
    "A topic under two questions",
    "Each topic answers one question; under a second one the same answer would be printed and counted again.",
)
TOPIC_UNASKED = _warning(
    "RG033",
    "A topic that no question lists",
    "The topic is decided, and its outcome appears in joint-answer.json; but no question of the response prints it.",
)
NO_TOPICS = _warning(
    "RG034",
    "A question without topics",
    "Nothing can be answered to this question. The documents will say so.",
)
WRONG_RULE = _error(
    "RG035",
    "A rule that does not go with the kind of topic",
    "Contributions and offers are opt-in: whoever wants to take part does, and nobody votes on another's troops."
    " Everything else is decided by a rule that counts.",
)
MILITARY_MAJORITY = _error(
    "RG036",
    "A majority rule on a military topic",
    "Article 31(4) TEU: the paragraphs that allow a qualified majority in the common foreign and security policy do not"
    " apply to decisions with military or defence implications. Use unanimity or consensus.",
)
OUT_OF_REACH = _error(
    "RG037",
    "An electorate outside the rule's reach",
    "Unanimity and the majority rules are those of the Treaties: only Member States are counted. Consensus is open to"
    " any electorate. An electorate without members decides nothing.",
)
NEED_TWICE = _error(
    "RG038",
    "Two needs with one id",
    "Conditions name a need by its id alone (`us: airlift`), so an id stands for one need in all of the dossier.",
)
NOTHING_REQUIRED = _error(
    "RG039",
    "A requirement that no force can be measured against",
    "`required` names the range topic, counted in personnel, whose agreed size the pledges are compared with.",
)
NO_SCENARIO = _warning(
    "RG040",
    "Contributions without a scenario",
    "Pledges are added up under stated facts only. Without a scenario they are listed, and no force is computed.",
)
NO_GROUPS = _warning(
    "RG041",
    "Attribution by group without groups",
    "A document names groups of delegations, and the dossier defines none.",
)
TWO_GROUPS = _error(
    "RG042",
    "A delegation in two groups",
    "Where documents name groups, each delegation is named by one of them.",
)
UNUSED_EVENT = _warning(
    "RG043",
    "An event that nothing waits for",
    "No condition of any contribution names this event, so it changes no result.",
)
NO_POSITIONS = _warning(
    "RG044",
    "No position files",
    "Nobody has answered yet, as far as the folder positions/ shows. All delegations count as outstanding.",
)
UNUSED_FILE = _warning(
    "RG045",
    "A file that is not used",
    "Only files that end in .yaml or .yml, directly in positions/, are read. This one is not, whatever it holds.",
)
WRONG_FILE_NAME = _error(
    "RG046",
    "A file name that contradicts the country",
    "The position of Sweden is positions/SE.yaml, in capitals. Where name and content differ, one of them is wrong,"
    " and the position would be counted for somebody else.",
)
OLD_FILE_NAME = _warning(
    "RG047",
    "A file named after GR or GB",
    "The EU writes EL and UK. The file is read; rename it, so that it is found where one looks for it.",
)
TWO_FILES = _error(
    "RG048",
    "Two files for one delegation",
    "Which of them is its position cannot be told. Keep one.",
)
NOT_CLEARED_BY = _warning(
    "RG049",
    "Cleared, but by whom is not said",
    "`cleared_by` tells a reader how much stands behind a position: minister, ambassador, official or"
    " public-statement.",
)
SPEAKS_FOR_SPEAKER = _error(
    "RG050",
    "Speaking for somebody who speaks",
    "A delegation that has a position file speaks for itself, and none can speak for itself twice.",
)
TWO_SPEAKERS = _error(
    "RG051",
    "Two who speak for the same delegation",
    "Only one can. Ask the delegation that is spoken for which one.",
)
SPEAKS_FOR_MANY = _warning(
    "RG052",
    "Speaking for more than one under an EU rule",
    "Article 239 TFEU: where a vote is taken, a member of the Council may act on behalf of not more than one other.",
)
CONSTRUCTIVE_REFUSED = _error(
    "RG053",
    "Constructive abstention outside unanimity",
    "Article 31(1) TEU provides for it when the Council acts unanimously. No other rule knows it.",
)
CONSTRUCTIVE_NOTED = _warning(
    "RG054",
    "Constructive abstention outside unanimity, not counted",
    "The rule does not know this stance. The delegation is outside the electorate, so it is shown and not counted.",
)
NOT_COUNTED = _warning(
    "RG055",
    "An answer from outside the electorate",
    "The topic is decided by a rule of the EU. Answers of delegations outside its electorate are recorded and shown,"
    " never counted.",
)
NOTHING_ACCEPTABLE = _error(
    "RG056",
    "A preference that is not acceptable",
    "`preferred` lies inside `acceptable`; one of the two is a mistake.",
)
NO_STANCE = _error(
    "RG057",
    "A contribution without a stance that goes with it",
    "A pledge says how many, the stance says whether. With no or undecided there is nothing to pledge; without any"
    " stance nobody could say whether the pledge counts.",
)
NO_CONDITION = _error(
    "RG058",
    "Conditional, without a condition",
    "A conditional contribution names what it waits for, else it could never be counted.",
)
CONDITIONS_ON_YES = _error(
    "RG059",
    "Conditions on an unconditional yes",
    "Yes means whatever happens. If the conditions are meant, the stance is conditional.",
)
CONDITIONS_UNUSED = _warning(
    "RG060",
    "Conditions that change nothing",
    "The stance is no or undecided. The conditions are recorded and shown, and no contribution is counted.",
)
NOT_READY = _warning(
    "RG061",
    "A pledge without a date",
    "Without `ready` the pledge is counted from the day of the decision on, which few forces achieve.",
)
BAD_CONDITION = _error(
    "RG062",
    "Not a condition",
    "A condition has one key: `us: NEED`, `event: EVENT`, `with: DELEGATIONS`, `force: NUMBER` or `any: CONDITIONS`.",
)
WAITS_FOR_ITSELF = _error(
    "RG063",
    "A condition on oneself",
    "A delegation cannot make its taking part depend on its taking part.",
)
NOT_FIRM = _warning(
    "RG064",
    "An offer of unknown firmness",
    "Without `status` an offer is read as indicative, so that nobody counts on it.",
)
NO_QUANTITY = _warning(
    "RG065",
    "An offer without a quantity",
    "It is listed, and adds an unknown number to the sum.",
)
RESERVATION_UNANSWERED = _warning(
    "RG066",
    "A reservation on what was not answered",
    "A reservation limits a stance, and there is none. It is recorded and shown.",
)
CONFLICT = _error(
    "RG067",
    "A conflict that git left in the file",
    "Two versions of the same lines stand one below the other, between <<<<<<< and >>>>>>>. Keep one of them, or make"
    " one of both, and delete the lines with the marks. Nothing else in the file was checked.",
)
CUT_SHORT = _warning(
    "RG068",
    "A text that ends at a #",
    'Outside of quotation marks, a blank and a # begin a comment: "No deployment under option #2 before the vote" would'
    " lose all from the # on. Put the whole text in quotation marks. A comment that is meant has a blank after its #.",
)
LOOKALIKE = _error(
    "RG069",
    "A character that looks like another",
    "Word processors, phones and web pages put in characters that look like those of the keyboard and are others:"
    " no-break spaces, long dashes, curved quotation marks, letters of another alphabet. In texts they are welcome;"
    " where the layout of the file depends on a character, only the one of the keyboard counts.",
)
NO_SUCH_TIME = _error(
    "RG070",
    "A day or an hour that there is not",
    "The form is right, and the calendar or the clock has no such day, month, hour or offset from UTC.",
)
RUN_ON = _warning(
    "RG071",
    "A line with a dash that goes on with the text above",
    "A line that is further in than the one above it belongs to the same text, even if it begins with a dash. The items"
    " of a list have their dashes below each other.",
)
