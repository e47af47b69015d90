"""Pictures: from small typed inputs to SVG that PDF, HTML and DOCX share, readable without colour and in words."""
