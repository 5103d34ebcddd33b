"""From words and lines on pages to one text in reading order with blocks, tables and furniture."""
