"""Draw pictures as SVG that PDF, HTML and DOCX share, readable without colour and in words."""
