"""OCR: from a page image to words with boxes and confidences, and to ruling lines and pictures."""
