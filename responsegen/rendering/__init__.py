"""From what a document says to HTML, and from that one HTML to PDF and DOCX."""
