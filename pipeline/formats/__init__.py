"""One document in a form for people: Markdown to publish, plain text to paste."""
