"""Every kind of problem that can be found: a stable code, its severity, and what `explain CODE` says about it."""

from __future__ import annotations

from dataclasses import dataclass

from responsegen.dossier import lookalikes
from responsegen.problem import Place, Problem, Severity


@dataclass(frozen=True, slots=True)
class Fault:
    """One kind of problem."""

    code: str  # "RG012"; never given to another kind later
    severity: Severity
    title: str
    explanation: str
    is_of_input: bool = True

    def at(self, place: Place, expected: str, found: str = "", advice: str = "") -> Problem:
        """Return the problem of this kind at this place: "expected X (got Y)"."""
        if self.is_of_input and found.startswith('"') and (character := lookalikes.misread(found)):
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


def _of_output(code: str, title: str, explanation: str) -> Fault:
    return CATALOGUE.setdefault(code, Fault(code, Severity.ERROR, title, explanation, is_of_input=False))


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

# What making the documents can meet.
NO_TEMPLATE = _of_output(
    "RG901",
    "A template that is missing",
    "A document is rendered from templates/ID.html.j2, and whatever that includes or imports. Templates are"
    " looked for in the dossier's own templates/ first, then among those of the program.",
)
BAD_TEMPLATE = _of_output(
    "RG902",
    "A template that Jinja cannot read",
    "The template breaks Jinja's own grammar: a block that is not closed, a tag that does not exist. The place is"
    " the line in the template's file. Or the file is not saved as UTF-8.",
)
NO_SUCH_NAME = _of_output(
    "RG903",
    "A name that the document does not have",
    "A template asks for something that its document does not hold. Nothing is ever printed for a missing name,"
    " since an empty place in a paper reads like an answer. docs/templates.md lists what each document holds.",
)
NOT_ALLOWED = _of_output(
    "RG904",
    "What the sandbox does not allow",
    "Templates turn content into words; they cannot reach into the program or change what they are given. They"
    " may call the filters, asset(), range(), dict(), namespace(), macros and those methods of texts, lists,"
    " mappings and dates that always make the same of the same. Nothing tells them the time of day, and nothing is"
    " left to chance: two builds of one dossier are the same.",
)
TEMPLATE_FAILS = _of_output(
    "RG905",
    "A template that fails",
    "A filter or an expression in the template met something that it cannot work on, templates include each other"
    " without an end.",
)
TEMPLATES_OUTSIDE = _of_output(
    "RG906",
    "Templates that lie outside the dossier",
    "The dossier's own templates/ is a link out of its folder. Only the program's and the dossier's own files are"
    " ever read: copy the templates into the folder.",
)
OTHER_RELEASE = _of_output(
    "RG908",
    "A template for another release",
    "A template is written for one release: it asks for what its document holds, and a document for another"
    " release holds other things. Change the release in dossier.yaml, or write a template of another name.",
)
NOT_XML = _of_output(
    "RG910",
    "HTML that is not also XML",
    "One tree becomes PDF and DOCX, so it is read strictly: every element is closed, attributes stand in"
    " quotation marks, and & and < in text are written &amp; and &lt;.",
)
MISPLACED = _of_output(
    "RG911",
    "An element where it may not stand",
    "Templates use a closed set of elements, so that nothing can appear in one format and be lost in the other."
    " docs/templates.md says which may stand in which.",
)
BAD_ATTRIBUTE = _of_output(
    "RG912",
    "An attribute or value that is not known",
    "As with elements, the attributes are a closed set, and some are required: alt on pictures, scope on header"
    " cells, lang on the page.",
)
EMPTY = _of_output(
    "RG913",
    "Something empty",
    "An empty section, list, heading or cell head looks like a result and is none. The template should leave it"
    " out or say that there is nothing.",
)
BAD_HEADINGS = _of_output(
    "RG914",
    "Headings out of order",
    "A page has one h1, and no level is skipped below it: readers who do not see the page move by its headings.",
)
BAD_TABLE = _of_output(
    "RG915",
    "A table that is not whole",
    "A table has a caption, header cells, and as many cells in each row as it has columns.",
)
BAD_FIGURE = _of_output(
    "RG916",
    "A figure that is not one picture",
    "A figure holds one picture and at most one caption.",
)
BAD_FOOTNOTE = _of_output(
    "RG917",
    "A footnote or field where it cannot be",
    "Page numbers are fields that stand empty, and a footnote cannot stand in a heading, a caption, another"
    " footnote or the lines that every page repeats.",
)
DEAD_LINK = _of_output(
    "RG918",
    "A link that leads nowhere",
    "Every id occurs once, and every link within a page leads to one.",
)
NO_PANGO = _of_output(
    "RG920",
    "Pango is missing",
    "PDF is laid out with the system library Pango, which no Python package brings. Everything that makes no PDF"
    " works without it.",
)
FROM_OUTSIDE = _of_output(
    "RG921",
    "Something from outside the page",
    "A page holds all that it shows. Nothing is fetched from the network, and no file is read but the program's"
    " own fonts and the assets of the dossier, through asset() in a template. In a style sheet, for the screen and"
    " for print, every address begins with data: or #, and functions and rules with @ are those that fetch"
    " nothing.",
)
PDF_WARNING = _of_output(
    "RG922",
    "A warning of the PDF renderer",
    "WeasyPrint passes over what it does not understand and says so in its log. Here that stops the build, since"
    " something in the paper would look other than it was meant to.",
)
NO_GLYPH = _of_output(
    "RG923",
    "A letter or font that is not ours",
    "The fonts hold all letters of the EU's languages and Ukrainian. A character that they lack would be printed"
    " as an empty box, or in whatever font the machine happens to have.",
)
NO_LAYOUT = _of_output(
    "RG924",
    "A page that cannot be laid out",
    "WeasyPrint gave up with an error of its own. With the shipped templates and style it never does: usually a"
    " style sheet, template or picture of the dossier asks for a length beyond measure, or for what cannot be.",
)
RAN_OUT = _of_output(
    "RG925",
    "A document that takes too much",
    "Making the document took more memory or time than several times what one of its size needs: half a minute of"
    " the processor and two gigabytes, and more for a long one. Look in templates for loops and for filters that"
    " make much of little, in the style sheet at margins, columns and variables, and in drawings at <use>. Other"
    " documents are not at fault, and the outputs stay those of the last good build.",
)
BAD_WORD_TEMPLATE = _of_output(
    "RG930",
    "A Word template that lacks something",
    "templates/word.docx gives the DOCX its look. A style or a numbering that the documents use has gone from it,"
    " its page has no room, or it is no Word document at all.",
)
NOT_IN_WORD = _of_output(
    "RG931",
    "What Word cannot show",
    "The page holds something that has no counterpart in the DOCX. It would be lost there, so it is refused.",
)
BAD_PICTURE = _of_output(
    "RG932",
    "A picture that cannot be read",
    "Pictures are SVG, PNG or JPEG, and hold what they show and nothing else: asset() takes out of a PNG or JPEG"
    " what cameras and programs note in it, its profile of colours too. A drawing has only the elements,"
    " attributes and properties that browsers, PDF and DOCX show alike, as docs/templates.md lists them; it says"
    " how wide and high it is, or has a viewBox.",
)
ACTIVE_WORD_TEMPLATE = _of_output(
    "RG933",
    "A Word template that acts or leads elsewhere",
    "templates/word.docx gives every DOCX its styles, lists, fonts, colours, settings and page; all else in it"
    " stays behind. What could act in somebody else's Word, or fetch something from elsewhere, is refused by name,"
    " since whoever put it there should know that it does not go out.",
)
REPEATED_REMARK = _of_output(
    "RG940",
    "A remark in a paper that may not repeat it",
    "What a delegation wrote beside an answer (a comment, a quotation, a red line, a note) stands word for word"
    " in a document that may not hold it. Each remark is looked for as a whole and by the sentence, from two words"
    " on, in the text of the page, alternative texts, addresses and drawings, and in attached files; case,"
    " punctuation and spacing make no difference. One word alone is not looked for. Words that the dossier itself,"
    " an answer without its remarks, or a template as it is shipped says too are no leak. The place is that of"
    " the remark; rewording either it or what repeats it helps.",
)
WORKER_ENDED = _of_output(
    "RG990",
    "A renderer that was ended",
    "The process that made this document was ended from outside, most often because the machine ran out of"
    " memory. With --jobs 1 less is needed.",
)
