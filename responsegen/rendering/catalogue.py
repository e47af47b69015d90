"""Every kind of problem that making an output can meet: a stable code, and what `explain CODE` says about it."""

from __future__ import annotations

from responsegen.dossier.catalogue import Fault
from responsegen.problem import Severity

_EXPLAINED = (
    (
        "RG901",
        "A template that is missing",
        (
            "A document is rendered from templates/ID.html.j2, and whatever that includes or imports. Templates"
            " are looked for in the dossier's own templates/ first, then among those of the program."
        ),
    ),
    (
        "RG902",
        "A template that Jinja cannot read",
        (
            "The template breaks Jinja's own grammar: a block that is not closed, a tag that does not exist. The"
            " place is the line in the template's file. Or the file is not saved as UTF-8."
        ),
    ),
    (
        "RG903",
        "A name that the document does not have",
        (
            "A template asks for something that its document does not hold. Nothing is ever printed for a missing"
            " name, since an empty place in a paper reads like an answer. docs/templates.md lists what each"
            " document holds."
        ),
    ),
    (
        "RG904",
        "What the sandbox does not allow",
        (
            "Templates turn content into words; they cannot reach into the program or change what they are given."
            " They may call the filters, asset(), range(), dict(), namespace(), macros and those methods of texts,"
            " lists, mappings and dates that always make the same of the same. Nothing tells them the time of day, and"
            " nothing is left to chance: two builds of one dossier are the same."
        ),
    ),
    (
        "RG905",
        "A template that fails",
        (
            "A filter or an expression in the template met something that it cannot work on, templates include each"
            " other without an end."
        ),
    ),
    (
        "RG906",
        "Templates that lie outside the dossier",
        (
            "The dossier's own templates/ is a link out of its folder. Only the program's and the dossier's own files"
            " are ever read: copy the templates into the folder."
        ),
    ),
    (
        "RG908",
        "A template for another release",
        (
            "A template is written for one release: it asks for what its document holds, and a document for another"
            " release holds other things. Change the release in dossier.yaml, or write a template of another name."
        ),
    ),
    (
        "RG910",
        "HTML that is not also XML",
        (
            "One tree becomes PDF and DOCX, so it is read strictly: every element is closed, attributes stand in"
            " quotation marks, and & and < in text are written &amp; and &lt;."
        ),
    ),
    (
        "RG911",
        "An element where it may not stand",
        (
            "Templates use a closed set of elements, so that nothing can appear in one format and be lost in the"
            " other. docs/templates.md says which may stand in which."
        ),
    ),
    (
        "RG912",
        "An attribute or value that is not known",
        (
            "As with elements, the attributes are a closed set, and some are required: alt on pictures, scope on"
            " header cells, lang on the page."
        ),
    ),
    (
        "RG913",
        "Something empty",
        (
            "An empty section, list, heading or cell head looks like a result and is none. The template should"
            " leave it out or say that there is nothing."
        ),
    ),
    (
        "RG914",
        "Headings out of order",
        ("A page has one h1, and no level is skipped below it: readers who do not see the page move by its headings."),
    ),
    (
        "RG915",
        "A table that is not whole",
        "A table has a caption, header cells, and as many cells in each row as it has columns.",
    ),
    (
        "RG916",
        "A figure that is not one picture",
        "A figure holds one picture and at most one caption.",
    ),
    (
        "RG917",
        "A footnote or field where it cannot be",
        (
            "Page numbers are fields that stand empty, and a footnote cannot stand in a heading, a caption,"
            " another footnote or the lines that every page repeats."
        ),
    ),
    (
        "RG918",
        "A link that leads nowhere",
        "Every id occurs once, and every link within a page leads to one.",
    ),
    (
        "RG920",
        "Pango is missing",
        (
            "PDF is laid out with the system library Pango, which no Python package brings. Everything that makes"
            " no PDF works without it."
        ),
    ),
    (
        "RG921",
        "Something from outside the page",
        (
            "A page holds all that it shows. Nothing is fetched from the network, and no file is read but the "
            "program's own fonts and the assets of the dossier, through asset() in a template. In a style sheet, for "
            "the screen and for print, every address begins with data: or #, and functions and rules with @ are those "
            "that fetch nothing."
        ),
    ),
    (
        "RG922",
        "A warning of the PDF renderer",
        (
            "WeasyPrint passes over what it does not understand and says so in its log. Here that stops the"
            " build, since something in the paper would look other than it was meant to."
        ),
    ),
    (
        "RG923",
        "A letter or font that is not ours",
        (
            "The fonts hold all letters of the EU's languages and Ukrainian. A character that they lack would be"
            " printed as an empty box, or in whatever font the machine happens to have."
        ),
    ),
    (
        "RG924",
        "A page that cannot be laid out",
        (
            "WeasyPrint gave up with an error of its own. With the shipped templates and style it never does: usually a"
            " style sheet, template or picture of the dossier asks for a length beyond measure, or for what cannot be."
        ),
    ),
    (
        "RG925",
        "A document that takes too much",
        (
            "Making the document took more memory or time than several times what one of its size needs: half a minute"
            " of the processor and two gigabytes, and more for a long one. Look in templates for loops and for filters"
            " that make much of little, in the style sheet at margins, columns and variables, and in drawings at <use>."
            " Other documents are not at fault, and the outputs stay those of the last good build."
        ),
    ),
    (
        "RG930",
        "A Word template that lacks something",
        (
            "templates/word.docx gives the DOCX its look. A style or a numbering that the documents use has gone"
            " from it, its page has no room, or it is no Word document at all."
        ),
    ),
    (
        "RG931",
        "What Word cannot show",
        ("The page holds something that has no counterpart in the DOCX. It would be lost there, so it is refused."),
    ),
    (
        "RG932",
        "A picture that cannot be read",
        (
            "Pictures are SVG, PNG or JPEG, and hold what they show and nothing else: asset() takes out of a PNG or "
            "JPEG what cameras and programs note in it, its profile of colours too. A drawing has only the elements, "
            "attributes and properties that browsers, PDF and DOCX show alike, as docs/templates.md lists them; it "
            "says how wide and high it is, or has a viewBox."
        ),
    ),
    (
        "RG933",
        "A Word template that acts or leads elsewhere",
        (
            "templates/word.docx gives every DOCX its styles, lists, fonts, colours, settings and page; all else in it"
            " stays behind. What could act in somebody else's Word, or fetch something from elsewhere, is refused by"
            " name, since whoever put it there should know that it does not go out."
        ),
    ),
    (
        "RG940",
        "A remark in a paper that may not repeat it",
        (
            "What a delegation wrote beside an answer (a comment, a quotation, a red line, a note) stands word for word"
            " in a document that may not hold it. Each remark is looked for as a whole and by the sentence, from"
            " two words on, in the text of the page, alternative texts, addresses and drawings, and in attached files;"
            " case, punctuation and spacing make no difference. One word alone is not looked for. Words that the"
            " dossier itself, an answer without its remarks, or the document as it is shipped says too are no leak."
            " The place is that of the remark; rewording either it or what repeats it helps."
        ),
    ),
    (
        "RG990",
        "A renderer that was ended",
        (
            "The process that made this document was ended from outside, most often because the machine ran out of"
            " memory. With --jobs 1 less is needed."
        ),
    ),
)
CATALOGUE = {code: Fault(code, Severity.ERROR, title, explanation) for code, title, explanation in _EXPLAINED}
