"""Take positions in as Word documents and workbooks, and give them out so: the questions of a dossier as cells."""
