"""Render what a document says as HTML, and that one HTML as PDF and DOCX."""
