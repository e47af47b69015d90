"""The few colours of the pictures: each differs from the others in darkness too."""

INK = "#16191d"
BLUE = "#10305a"  # of the documents' headings; nearly black without colour
GREY = "#55606c"  # words of second rank, dark enough to be read in print
TONE = "#a9b6c6"  # an area that may be filled
RULE = "#c9d0d8"  # guiding lines
PALE = "#dde3ea"
PALER = "#eff2f6"
WHITE = "#ffffff"
