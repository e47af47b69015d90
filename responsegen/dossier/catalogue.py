"""List every kind of problem that can be found, with its code and severity; docs/problems.md explains each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from responsegen.dossier import lookalikes
from responsegen.dossier.nodes import Node
from responsegen.problem import Place, Problem, Severity


@dataclass(frozen=True, slots=True)
class Fault:
    """One kind of problem."""

    code: str  # "RG012"; never given to another kind later
    severity: Severity
    is_of_input: bool = True

    def at(self, place: Place, expected: str, found: str = "", advice: str = "") -> Problem:
        """Return the problem of this kind at this place: "expected X (got Y)"."""
        if self.is_of_input and found.startswith('"') and (character := lookalikes.misread(found)):
            advice = ". ".join(filter(None, (f"There is {lookalikes.named(character)}", advice)))
        return Problem(place, self.code, self.severity, expected, found, advice)

    def on(self, node: Node, expected: str, advice: str = "") -> Problem:
        """Return the problem of this kind with a value of a file, which it quotes."""
        return self.at(node.place, expected, str(node), advice)

    def says(self, place: Place, sentence: str, advice: str = "") -> Problem:
        """Return the problem of this kind where nothing was expected: "there is no day 99 in November"."""
        return Problem(place, self.code, self.severity, "", sentence, advice)


_error = partial(Fault, severity=Severity.ERROR)
_warning = partial(Fault, severity=Severity.WARNING)
_of_output = partial(Fault, severity=Severity.ERROR, is_of_input=False)
NO_DOSSIER = _error("RG001")
UNREADABLE = _error("RG002")
LEADS_OUT = _error("RG003")
TOO_LARGE = _error("RG004")
NOT_UTF8 = _error("RG005")
INVISIBLE = _error("RG006")
NOT_YAML = _error("RG007")
REFUSED_YAML = _error("RG008")
TOO_DEEP = _error("RG009")
DUPLICATE_KEY = _error("RG010")
BLANK_FILE = _error("RG011")
WRONG_SHAPE = _error("RG012")
MISSING_KEY = _error("RG013")
UNKNOWN_KEY = _error("RG014")
BLANK = _warning("RG015")
UNKNOWN_WORD = _error("RG016")
BAD_TEXT = _error("RG017")
BAD_NUMBER = _error("RG018")
BAD_DATE = _error("RG019")
BAD_ID = _error("RG020")
RESERVED_ID = _error("RG021")
BAD_URL = _error("RG022")
UNKNOWN_STATE = _error("RG023")
ISO_CODE = _warning("RG024")
NOT_A_DELEGATION = _error("RG025")
UNKNOWN_NAME = _error("RG026")
NAMED_TWICE = _warning("RG027")
ADDRESSEE_TAKES_PART = _error("RG028")
UNKNOWN_MARKING = _warning("RG029")
CLASSIFIED = _error("RG030")
NUMBER_TWICE = _error("RG031")
TOPIC_TWICE = _error("RG032")
TOPIC_UNASKED = _warning("RG033")
NO_TOPICS = _warning("RG034")
WRONG_RULE = _error("RG035")
MILITARY_MAJORITY = _error("RG036")
OUT_OF_REACH = _error("RG037")
NEED_TWICE = _error("RG038")
NOTHING_REQUIRED = _error("RG039")
NO_SCENARIO = _warning("RG040")
NO_GROUPS = _warning("RG041")
TWO_GROUPS = _error("RG042")
UNUSED_EVENT = _warning("RG043")
NO_POSITIONS = _warning("RG044")
UNUSED_FILE = _warning("RG045")
WRONG_FILE_NAME = _error("RG046")
OLD_FILE_NAME = _warning("RG047")
TWO_FILES = _error("RG048")
NOT_CLEARED_BY = _warning("RG049")
SPEAKS_FOR_SPEAKER = _error("RG050")
TWO_SPEAKERS = _error("RG051")
SPEAKS_FOR_MANY = _warning("RG052")
CONSTRUCTIVE_REFUSED = _error("RG053")
CONSTRUCTIVE_NOTED = _warning("RG054")
NOT_COUNTED = _warning("RG055")
NOTHING_ACCEPTABLE = _error("RG056")
NO_STANCE = _error("RG057")
NO_CONDITION = _error("RG058")
CONDITIONS_ON_YES = _error("RG059")
CONDITIONS_UNUSED = _warning("RG060")
NOT_READY = _warning("RG061")
BAD_CONDITION = _error("RG062")
WAITS_FOR_ITSELF = _error("RG063")
NOT_FIRM = _warning("RG064")
NO_QUANTITY = _warning("RG065")
RESERVATION_UNANSWERED = _warning("RG066")
CONFLICT = _error("RG067")
CUT_SHORT = _warning("RG068")
LOOKALIKE = _error("RG069")
NO_SUCH_TIME = _error("RG070")
RUN_ON = _warning("RG071")
CONTRADICTS_BASIS = _error("RG072")
SHARES_EXPIRED = _warning("RG073")
SILENCE_UNKNOWN = _warning("RG074")
SPEAKS_FOR_MEMBER = _error("RG075")
DATED_LATER = _warning("RG076")
INVENTED = _error("RG077")
OLD_RELEASE = _warning("RG078")
OLD_KEY = _warning("RG079")
LATER_FORMAT = _error("RG080")
BAD_MAIL = _error("RG081")
INTERNAL_TO_OTHERS = _error("RG082")
CHANGED_SINCE_CLEARANCE = _warning("RG083")
# What is received as a questionnaire or a workbook.
NOT_RECEIVED = _error("RG084")
OTHER_FORM = _error("RG085")
ROW_LEFT_OUT = _warning("RG086")
TRACKED = _warning("RG087")
IN_THE_MARGIN = _warning("RG088")
# What making the documents can meet.
NO_TEMPLATE = _of_output("RG901")
BAD_TEMPLATE = _of_output("RG902")
NO_SUCH_NAME = _of_output("RG903")
NOT_ALLOWED = _of_output("RG904")
TEMPLATE_FAILS = _of_output("RG905")
TEMPLATES_OUTSIDE = _of_output("RG906")
OTHER_RELEASE = _of_output("RG908")
NOT_XML = _of_output("RG910")
MISPLACED = _of_output("RG911")
BAD_ATTRIBUTE = _of_output("RG912")
EMPTY = _of_output("RG913")
BAD_HEADINGS = _of_output("RG914")
BAD_TABLE = _of_output("RG915")
BAD_FIGURE = _of_output("RG916")
BAD_FOOTNOTE = _of_output("RG917")
DEAD_LINK = _of_output("RG918")
NO_PANGO = _of_output("RG920")
FROM_OUTSIDE = _of_output("RG921")
PDF_WARNING = _of_output("RG922")
NO_GLYPH = _of_output("RG923")
NO_LAYOUT = _of_output("RG924")
RAN_OUT = _of_output("RG925")
BAD_WORD_TEMPLATE = _of_output("RG930")
NOT_IN_WORD = _of_output("RG931")
BAD_PICTURE = _of_output("RG932")
ACTIVE_WORD_TEMPLATE = _of_output("RG933")
REPEATED_REMARK = _of_output("RG940")
WORKER_ENDED = _of_output("RG990")

CATALOGUE = {fault.code: fault for fault in tuple(globals().values()) if isinstance(fault, Fault)}
